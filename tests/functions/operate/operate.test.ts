import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sqsDeadLetters } from "../../../functions/operate/dead-letters.ts";
import { createOperate } from "../../../functions/operate/operate.ts";
import { localSettings } from "../../../infra/local/dynamodb-local.ts";
import { type SqsEmulator, startSqsEmulator } from "../../../infra/local/sqs-emulator.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { commit } from "../../../shared/store/commit.ts";
import { putNew, type Table, writeItem } from "../../../shared/store/items.ts";
import { messageKey, messageListKey } from "../../../shared/store/keys.ts";
import { dynamoMessages } from "../../../shared/store/messages.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { bodyOf } from "../../../shared/stream/queued.ts";
import { type SendToQueue, sqsSendToQueue } from "../../../shared/stream/send-to-queue.ts";
import type { QueueName } from "../../../shared/system.ts";
import { assessor } from "../../examples.ts";
import { origin, type SignedIn, send, signIn, tokensOf } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { textOf } from "../assess/desk.ts";

const operator: Principal = { id: "operator", name: "Lena Fischer", roles: ["operator"] };
let table: Table;
let lena: SignedIn;
let sqs: SqsEmulator;
let client: SQSClient;

beforeAll(async () => {
  table = await freshTable();
  lena = await signIn(table, operator);
});
beforeEach(async () => {
  await sqs?.stop();
  sqs = await startSqsEmulator({ folder: undefined });
  client = new SQSClient(localSettings(sqs.endpoint, "any"));
});
afterAll(() => sqs.stop());

const operate = (over: (sending: SendToQueue) => SendToQueue = (sending) => sending) =>
  createOperate({
    origin,
    sessions: dynamoSessions(table),
    messages: dynamoMessages(table),
    tokens: tokensOf(operator, assessor),
    deadLetters: sqsDeadLetters(
      client,
      (queue) => sqs.queueUrls[queue],
      (of) => sqs.deadLetterUrls[of],
    ),
    send: over(sqsSendToQueue(client, (queue) => sqs.queueUrls[queue])),
  });

/** Adds dead letters as SQS does: with the very bodies that failed. */
const layDown = async (queue: QueueName, bodies: readonly string[]) => {
  for (let start = 0; start < bodies.length; start += 10) {
    const Entries = bodies.slice(start, start + 10).map((body, place) => ({ Id: String(place), MessageBody: body }));
    await client.send(new SendMessageBatchCommand({ QueueUrl: sqs.deadLetterUrls[queue], Entries }));
  }
};
const message = (number: number) =>
  bodyOf({ partitionKey: "CASE#ABCD-EFGH-JKMN", sortKey: `MESSAGE#ABCD-EFGH-JKMN-M${number}`, at: `2026-11-20T10:0${number}:00.000Z` });

type State = { queue: string; waiting: number; deadLetters: number; heldUp: { kind: string; reference: string; since: string }[] };
const states = async (room = operate()) => {
  const { items } = (await send(room, "GET /api/operations/queues", { as: lena })).json<{ items: State[] }>();
  return new Map(items.map((state) => [state.queue, state]));
};
const page = async (room = operate(), query = {}) => (await send(room, "GET /operations", { as: lena, query })).body;
const retry = (queue: string, room = operate()) => send(room, "POST /operations/{queue}/retry", { as: lena, path: { queue }, form: {} });

test("with nothing held up the page says so, and offers nothing to press", async () => {
  const body = await page();
  expect(body).toContain("Nothing is held up.");
  expect(body).toContain("<li>Messages to residents</li>");
  expect(body).not.toContain("Try again");
});

test("dead letters are shown by their keys and since when, the oldest first", async () => {
  await layDown("sendMessages", [message(2), message(1)]);
  await layDown("serveWaitingList", [
    bodyOf({ partitionKey: "LEDGER#CRF#CRISIS_PAYMENT", sortKey: "MONEYIN#2026-11-20T10:00:00.000Z#E1", at: "2026-11-20T10:00:00.000Z" }),
  ]);
  const body = await page();
  expect(body).toContain("Messages to residents: 2 could not be sent");
  expect(body).toContain("ABCD-EFGH-JKMN-M1");
  expect(body).toContain("20 November 2026");
  const { heldUp, deadLetters } = (await states()).get("sendMessages") as State;
  expect(deadLetters).toBe(2);
  expect(heldUp).toEqual([
    { kind: "Message", reference: "ABCD-EFGH-JKMN-M1", since: "2026-11-20T10:01:00.000Z" },
    { kind: "Message", reference: "ABCD-EFGH-JKMN-M2", since: "2026-11-20T10:02:00.000Z" },
  ]);
  expect((await states()).get("serveWaitingList")?.heldUp).toMatchObject([{ kind: "Money put into a budget" }]);
});

test("messages held for one cause are one entry, with what to mend, and nothing of whom they are for", async () => {
  const messages = dynamoMessages(table);
  for (const number of [1, 2, 3]) {
    const caseId = "HELD-0000-0000";
    const messageId = `${caseId}-M${number}`;
    const held = {
      cause: number === 3 ? "dayLimit" : "trialMode",
      since: `2026-11-20T10:0${number}:00.000Z`,
      until: "2026-11-20T10:09:00.000Z",
    } as const;
    const about = {
      caseId,
      messageId,
      template: "awarded",
      channel: "text",
      to: "07700 900982",
      blanks: { name: "Robin Example" },
    } as const;
    const record = { ...about, askedAt: held.since, state: "held", held } as const;
    const item = writeItem("message", { ...messageKey(caseId, messageId), ...messageListKey(record) }, record);
    await commit(table, { message: putNew(table, item) });
  }
  const body = textOf(await page());
  expect(body).toContain(
    "Messages to residents: The council’s service in GOV.UK Notify is still in trial mode 2 messages wait , since 20 November 2026 at 10:01",
  );
  expect(body).toContain("In GOV.UK Notify, under Settings, ask for it to go live. Once that is mended they are sent by themselves");
  expect(body).toContain("GOV.UK Notify takes no more from us today: 1, since");
  expect(body).not.toMatch(/HELD-0000|Robin|07700/);
  expect(body).not.toContain("Nothing is held up.");
  const reply = (await send(operate(), "GET /api/operations/queues", { as: lena })).json<{ heldMessages: object[] }>();
  expect(reply.heldMessages).toMatchObject([
    { cause: "trialMode", isOursToMend: true, count: 2, since: "2026-11-20T10:01:00.000Z" },
    { cause: "dayLimit", isOursToMend: false, count: 1 },
  ]);
  expect(JSON.stringify(reply)).not.toMatch(/HELD-0000|Robin|07700/);
  for (const [cause, number] of [
    ["trialMode", 1],
    ["trialMode", 2],
    ["dayLimit", 3],
  ] as const) {
    const [seen] = await messages.due(cause, new Date("2026-11-21T00:00:00Z"), 1);
    if (!seen?.held) throw new Error(`Message ${number} is held.`);
    await messages.takeHeld({ ...seen, held: seen.held }, "2026-11-21T00:05:00.000Z");
    await messages.settle(seen, { state: "sent", at: "2026-11-21T00:00:00.000Z" });
  }
});

test("places of the stream that no queue was told of are counted, for an engineer to mend", async () => {
  await client.send(new SendMessageCommand({ QueueUrl: sqs.deadLetterUrls.relay, MessageBody: '{"DDBStreamBatchInfo":{}}' }));
  const body = await page();
  expect(body).toContain("The table’s stream: 1 place that no queue was told of");
  expect(body).not.toContain("Nothing is held up.");
  const { notRelayed } = (await send(operate(), "GET /api/operations/queues", { as: lena })).json<{ notRelayed: number }>();
  expect(notRelayed).toBe(1);
});

test("looking again and again leaves dead letters where they are", async () => {
  await layDown("sendMessages", [message(1), message(2), message(3)]);
  await Promise.all([states(), states()]);
  expect((await states()).get("sendMessages")?.heldUp).toHaveLength(3);
  expect(sqs.deadLetters()).toHaveLength(3);
});

test("a message that cannot be read is shown as one, and holds up the page no more than the rest", async () => {
  await layDown("sendMessages", ["{", message(1)]);
  const { heldUp = [] } = (await states()).get("sendMessages") ?? {};
  expect(heldUp.map(({ kind }) => kind).toSorted()).toEqual(["Message", "Message that cannot be read"]);
});

test("trying again puts every dead letter of the queue back as it was, and of no other queue", async () => {
  const bodies = Array.from({ length: 23 }, (_, index) => message(index % 10));
  await layDown("sendMessages", bodies);
  await layDown("deliverReferrals", [message(1)]);
  await page();

  const answer = await retry("sendMessages");

  expect([answer.status, answer.headers.location]).toEqual([303, "/operations?retried=sendMessages"]);
  const after = await states();
  expect(after.get("sendMessages")).toMatchObject({ waiting: 23, deadLetters: 0 });
  expect(after.get("deliverReferrals")).toMatchObject({ waiting: 0, deadLetters: 1 });
  expect(await page(operate(), { retried: "sendMessages" })).toContain("Being tried again");
});

test("when two operators retry at once, every dead letter is back on its queue", async () => {
  await layDown("sendMessages", [message(1), message(2)]);
  await Promise.all([retry("sendMessages"), retry("sendMessages")]);
  const { waiting, deadLetters } = (await states()).get("sendMessages") as State;
  expect(deadLetters).toBe(0);
  expect(waiting).toBe(2);
});

test("a message that the queue refuses stays with the dead letters", async () => {
  await layDown("sendMessages", [message(1), message(2)]);
  const refusing = operate((sending) => async (queue, bodies) => {
    const refused = bodies.flatMap((body, place) => (body === message(1) ? [place] : []));
    await sending(
      queue,
      bodies.filter((body) => body !== message(1)),
    );
    return refused;
  });
  await retry("sendMessages", refusing);
  expect(sqs.deadLetters().map(({ body }) => body)).toEqual([message(1)]);
});

test("a program that retries a queue is told how many messages moved", async () => {
  await layDown("sendOrders", [message(1), message(2)]);
  const route = "POST /api/operations/queues/{queue}/retries";
  const sent = { as: lena, path: { queue: "sendOrders" }, json: {}, headers: { "idempotency-key": "key-00000001" } };
  expect((await send(operate(), route, sent)).json()).toEqual({ queue: "sendOrders", retried: 2 });
  expect((await send(operate(), route, sent)).json()).toEqual({ queue: "sendOrders", retried: 0 });
});

test.for(["nothing", "relay", "constructor", "<b>"])("there is no queue %s", async (queue) => {
  expect((await retry(queue)).status).toBe(404);
  const sent = { as: lena, path: { queue }, json: {}, headers: { "idempotency-key": "key-00000001" } };
  expect((await send(operate(), "POST /api/operations/queues/{queue}/retries", sent)).status).toBe(404);
  expect(await page(operate(), { retried: queue })).not.toContain("Being tried again");
});

test("an assessor sees neither the page nor the button", async () => {
  const asha = await signIn(table, assessor);
  expect((await send(operate(), "GET /operations", { as: asha })).status).toBe(403);
});
