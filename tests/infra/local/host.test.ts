import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { APIGatewayProxyEventV2, DynamoDBStreamEvent, SQSEvent } from "aws-lambda";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { notifyPostbox } from "../../../functions/notify/notify-postbox.ts";
import { templates } from "../../../functions/notify/templates.ts";
import { createRelay } from "../../../functions/relay/relay.ts";
import { type Host, startHost } from "../../../infra/local/host.ts";
import type { LoadHandler } from "../../../infra/local/invoke.ts";
import { urlsFrom } from "../../../shared/stream/queues.ts";
import { queuedFrom } from "../../../shared/stream/read-queued.ts";
import { sqsSendToQueue } from "../../../shared/stream/send-to-queue.ts";

let folder: string;
let host: Host;
const delivered: string[] = [];

/** Functions that record their events, and a relay with this host's queues, not an earlier host's. */
const load: LoadHandler = async (name) => {
  if (name === "relay") {
    const relay = createRelay({ send: sqsSendToQueue(new SQSClient(), urlsFrom(process.env.QUEUE_URLS ?? "")) });
    return (event, context) => relay(event as DynamoDBStreamEvent, context);
  }
  return async (event) => (name === "deliverReferrals" ? keep(event as SQSEvent) : tell(name, event as APIGatewayProxyEventV2));
};
const keep = ({ Records: records }: SQSEvent) => {
  delivered.push(...records.map(({ body }) => queuedFrom(body)?.sortKey ?? ""));
  return { batchItemFailures: [] };
};
const tell = (name: string, { requestContext, routeKey }: APIGatewayProxyEventV2) => ({
  statusCode: 200,
  body: JSON.stringify({ name, routeKey, at: new Date(requestContext.timeEpoch).toISOString() }),
});
const start = () => startHost({ folder, load });
const answerOf = async (path: string) => (await (await fetch(`${host.origin}${path}`)).json()) as { name: string; at: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "host-"));
  host = await start();
});
afterAll(async () => {
  await host.stop();
  await rm(folder, { recursive: true });
});

test("a request reaches the function that declares its route", async () => {
  expect(await answerOf("/cases/C-1")).toMatchObject({ name: "assess", routeKey: "GET /cases/{caseId}" });
  expect(await answerOf("/no-such-page")).toMatchObject({ name: "site", routeKey: "$default" });
});

test("the sandbox moves every function's clock, and sets it back", async () => {
  const move = (form: Record<string, string>) =>
    fetch(`${host.origin}/sandbox/clock`, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
  expect((await move({ preset: "2024-01-21" })).status).toBe(303);
  expect((await answerOf("/")).at).toMatch(/^2024-01-21T10:00/);
  expect(await (await fetch(`${host.origin}/sandbox`)).text()).toContain("The clock has been moved");
  expect((await move({ day: "2024-02-31" })).status).toBe(400);
  await move({ preset: "today" });
  expect(Math.abs(Date.parse((await answerOf("/")).at) - Date.now())).toBeLessThan(5000);
});

test("another site's page cannot move the clock", async () => {
  const headers = { "sec-fetch-site": "cross-site" };
  await fetch(`${host.origin}/sandbox/clock`, { method: "POST", body: new URLSearchParams({ preset: "2024-01-21" }), headers });
  expect(Math.abs(Date.parse((await answerOf("/")).at) - Date.now())).toBeLessThan(5000);
});

const question = {
  caseId: "C-1",
  messageId: "M-1",
  template: "question",
  channel: "text",
  to: "07700900123",
  blanks: { reference: "<b>C-1</b>" },
  state: "pending",
  askedAt: "2026-05-01T09:00:00.000Z",
} as const;

test("a message to Notify arrives in the sandbox and is found by its reference", async () => {
  const postbox = notifyPostbox(process.env.NOTIFY_URL ?? "", async () => process.env.NOTIFY_KEY ?? "");
  expect(await postbox.has("M-1")).toBe(false);
  expect(await postbox.send(question, question.messageId, new Date())).toEqual({ kind: "taken" });
  expect(await postbox.has("M-1")).toBe(true);
  expect(await postbox.has("M-2")).toBe(false);
  expect(await host.sentMessages()).toMatchObject([
    { reference: "M-1", to: "07700900123", type: "sms", template: templates.question.text.id, personalisation: question.blanks },
  ]);
  const sandbox = await (await fetch(`${host.origin}/sandbox`)).text();
  expect(sandbox).toContain("Coventry City Council: We need to ask you something before we can go on. Please call us on");
  expect(sandbox).toContain("say your reference, &lt;b&gt;C-1&lt;/b&gt;.");
  expect(sandbox).not.toContain(templates.question.text.id);
});

test("a message that is not signed with the key is refused", async () => {
  const key = `local-${crypto.randomUUID()}-${crypto.randomUUID()}`;
  const postbox = notifyPostbox(process.env.NOTIFY_URL ?? "", async () => key);
  expect(await postbox.send(question, question.messageId, new Date())).toMatchObject({ kind: "held", cause: "keyRefused" });
  expect(await host.sentMessages()).toHaveLength(1);
});

test("secrets are readable by their owner alone", async () => {
  expect((await stat(join(folder, "secrets.json"))).mode & 0o777).toBe(0o600);
});

test("a second host on the same data is refused in one sentence", async () => {
  await expect(start()).rejects.toThrow(/^The data folder .* is in use by a service that is running already: [^\n]*$/);
});

test("the next start has the data, the messages and the secrets, and delivers what was put in between", async () => {
  const { MATCHING_KEY: matchingKey } = process.env;
  const referral = { pk: { S: "CASE#1" }, sk: { S: "REFERRAL#1" } };
  await host.client.send(new PutItemCommand({ TableName: host.tableName, Item: referral }));
  await vi.waitFor(() => expect(delivered).toEqual(["REFERRAL#1"]), 10_000);
  await host.stop();
  host = await start();
  expect(process.env.MATCHING_KEY).toBe(matchingKey);
  expect(await host.sentMessages()).toHaveLength(1);
  const client = new DynamoDBClient({});
  await client.send(new PutItemCommand({ TableName: host.tableName, Item: { ...referral, sk: { S: "REFERRAL#2" } } }));
  await vi.waitFor(() => expect(delivered).toEqual(["REFERRAL#1", "REFERRAL#2"]), 10_000);
});
