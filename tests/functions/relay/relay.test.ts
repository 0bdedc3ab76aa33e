import type { Context, DynamoDBRecord } from "aws-lambda";
import { beforeEach, expect, test } from "vitest";
import { createRelay } from "../../../functions/relay/relay.ts";
import { toldPrefixes } from "../../../shared/stream/queues.ts";
import type { SendToQueue } from "../../../shared/stream/send-to-queue.ts";

const at = new Date("2026-11-20T10:00:00Z");
const record = (number: number, sortKey: string): DynamoDBRecord => ({
  eventName: "INSERT",
  dynamodb: {
    Keys: { pk: { S: "CASE#1" }, sk: { S: sortKey } },
    NewImage: { pk: { S: "CASE#1" }, sk: { S: sortKey }, name: { S: "Robin Doe" } },
    SequenceNumber: String(number),
    ApproximateCreationDateTime: at.getTime() / 1000,
  },
});

let sent: { queue: string; bodies: readonly string[] }[];
beforeEach(() => {
  sent = [];
});

/** Queues that keep messages, refuse some or fail as a whole, as a test says. */
const relayTo = (refuses: (queue: string, body: string) => boolean = () => false, isDown: (queue: string) => boolean = () => false) => {
  const send: SendToQueue = async (queue, bodies) => {
    if (isDown(queue)) throw new Error("The queue does not answer.");
    const refused = bodies.flatMap((body, place) => (refuses(queue, body) ? [place] : []));
    sent.push({ queue, bodies: bodies.filter((_, place) => !refused.includes(place)) });
    return refused;
  };
  const relay = createRelay({ send });
  return async (records: DynamoDBRecord[]) => {
    const { batchItemFailures } = await relay({ Records: records }, { awsRequestId: "request-1" } as Context);
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };
};
const sortKeysOf = (queue: string) =>
  sent.filter((call) => call.queue === queue).flatMap(({ bodies }) => bodies.map((body) => JSON.parse(body).sortKey as string));

test("a message holds the keys of its item and the moment, and none of its content", async () => {
  expect(await relayTo()([record(1, "MESSAGE#M1")])).toEqual([]);
  expect(sent).toEqual([
    { queue: "sendMessages", bodies: ['{"partitionKey":"CASE#1","sortKey":"MESSAGE#M1","at":"2026-11-20T10:00:00.000Z"}'] },
  ]);
});

test.for([...toldPrefixes].flatMap(([queue, prefixes]) => prefixes.map((prefix) => [prefix, queue] as const)))(
  "an item that starts with %s goes to the queue of %s",
  async ([prefix, queue]) => {
    await relayTo()([record(1, `${prefix}1`), record(2, "EVENT#1")]);
    expect(sortKeysOf(queue)).toEqual([`${prefix}1`]);
  },
);

test("many records are sent ten at a time to each queue", async () => {
  await relayTo()(Array.from({ length: 25 }, (_, index) => record(index, index === 7 ? "REFERRAL#1" : `MESSAGE#${index}`)));
  expect(sent.map(({ queue, bodies }) => [queue, bodies.length])).toEqual(
    expect.arrayContaining([
      ["sendMessages", 10],
      ["sendMessages", 10],
      ["sendMessages", 4],
      ["deliverReferrals", 1],
    ]),
  );
});

test("only the records that a queue refused are delivered again, and every other is sent", async () => {
  const records = Array.from({ length: 15 }, (_, index) => record(index, `MESSAGE#${index}`));
  const failed = await relayTo((_, body) => body.includes("MESSAGE#3") || body.includes("MESSAGE#12"))(records);
  expect(failed).toEqual(["3", "12"]);
  expect(sortKeysOf("sendMessages")).toHaveLength(13);
});

test("while one queue is down, only its records are delivered again", async () => {
  const records = [record(1, "REFERRAL#1"), record(2, "MESSAGE#1"), record(3, "REFERRAL#2"), record(4, "AWARD#1")];
  const failed = await relayTo(undefined, (queue) => queue === "deliverReferrals")(records);
  expect(failed).toEqual(["1", "3"]);
  expect(sortKeysOf("sendMessages")).toEqual(["MESSAGE#1"]);
  expect(sortKeysOf("startLines")).toEqual(["AWARD#1"]);
});

test("a record that no queue takes is skipped", async () => {
  expect(await relayTo()([record(1, "EVENT#1"), { eventName: "REMOVE" }])).toEqual([]);
  expect(sent).toEqual([]);
});
