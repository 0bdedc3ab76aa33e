import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Host, startHost } from "../../../infra/local/host.ts";
import { type LoadHandler, loadHandler } from "../../../infra/local/invoke.ts";
import { tokenFor } from "../../../infra/local/token.ts";
import { dynamoTable } from "../../../shared/store/client.ts";
import { consume } from "../../../shared/stream/consume.ts";
import { sqsConsumedQueue } from "../../../shared/stream/consumed-queue.ts";
import { isQueue, queues, toldPrefixes } from "../../../shared/stream/queues.ts";

const taken = new Map<string, string[]>();
let isMended = false;
let host: Host;

/** The real functions, except that every consumer fails its messages until the test mends it. */
const load: LoadHandler = async (name) => {
  if (!isQueue(name)) return loadHandler(name);
  const { TABLE_NAME = "", QUEUE_URLS = "", FIRST_RETRY_SECONDS = "" } = process.env;
  const queue = sqsConsumedQueue(name, dynamoTable(TABLE_NAME), { QUEUE_URLS, FIRST_RETRY_SECONDS });
  const consumer = consume(
    name,
    async ({ item: { sk } }) => {
      if (sk?.S?.endsWith("poison") && !isMended) throw new Error("It cannot be taken.");
      taken.set(name, [...(taken.get(name) ?? []), sk?.S ?? ""]);
      return {};
    },
    queue,
  );
  return (event, context) => consumer(event as Parameters<typeof consumer>[0], context);
};

beforeAll(async () => {
  host = await startHost({ load });
});
afterAll(() => host.stop());

const put = (sk: string) =>
  host.client.send(new PutItemCommand({ TableName: host.tableName, Item: { pk: { S: "CASE#1" }, sk: { S: sk } } }));
const prefixes = [...toldPrefixes].map(([name, [prefix = ""]]) => [name, prefix] as const);
const patience = 60_000;

test("a message that fails on any queue stops nothing behind it, becomes a dead letter, and is taken after an operator's retry", async () => {
  for (const [, prefix] of prefixes) for (const which of ["1", "poison", "2"]) await put(`${prefix}${which}`);
  for (const [name, prefix] of prefixes) {
    await vi.waitFor(() => expect(taken.get(name)?.toSorted()).toEqual([`${prefix}1`, `${prefix}2`]), patience);
  }
  await vi.waitFor(() => expect(host.deadLetters()).toHaveLength(prefixes.length), patience);
  expect(new Set(host.deadLetters().map(({ queue }) => queue))).toEqual(new Set(queues.keys()));

  isMended = true;
  const authorization = `Bearer ${await tokenFor(host.origin, "operator")}`;
  for (const [name, prefix] of prefixes) {
    const headers = { authorization, "content-type": "application/json", "idempotency-key": "key-00000001" };
    const answer = await fetch(`${host.origin}/api/operations/queues/${name}/retries`, { method: "POST", headers, body: "{}" });
    expect([answer.status, await answer.json()]).toEqual([202, { queue: name, retried: 1 }]);
    await vi.waitFor(() => expect(taken.get(name)).toContain(`${prefix}poison`), patience);
  }
  expect(host.deadLetters()).toEqual([]);
});
