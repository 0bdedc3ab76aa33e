import { setTimeout as pause } from "node:timers/promises";
import type { DynamoDBBatchResponse, DynamoDBRecord } from "aws-lambda";
import { expect, test } from "vitest";
import { createConsumer, type PlacedRecord } from "../../../infra/local/stream-consumer.ts";
import { memoryCheckpoint } from "../../../infra/local/stream-position.ts";

const use = { batchSize: 3, attempts: 3 };
const wantedSortKeyPrefixes = ["REFERRAL#", "MESSAGE#"];
const record = (number: number, sortKey = `REFERRAL#${number}`, eventName: DynamoDBRecord["eventName"] = "INSERT"): PlacedRecord => ({
  position: { shard: "a", sequence: String(number) },
  record: { eventName, dynamodb: { Keys: { sk: { S: sortKey } }, SequenceNumber: String(number) } },
});
const sequences = (records: readonly DynamoDBRecord[]) => records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? "");

/** A consumer whose function answers as the test says, and what came of each record. */
const feed = async (records: readonly PlacedRecord[], answer: (numbers: string[]) => DynamoDBBatchResponse | undefined) => {
  const batches: string[][] = [];
  const aside: string[] = [];
  const checkpoint = memoryCheckpoint();
  const consumer = createConsumer({
    use,
    wantedSortKeyPrefixes,
    checkpoint,
    backoffMilliseconds: 1,
    handle: async ({ Records: given }) => {
      batches.push(sequences(given));
      return answer(sequences(given));
    },
    setAside: async (poison) => void aside.push(...sequences([poison])),
  });
  consumer.offer(records);
  const last = records.at(-1)?.position;
  for (let waited = 0; waited < 200 && (await checkpoint.read())?.sequence !== last?.sequence; waited += 1) await pause(5);
  await consumer.stop();
  return { batches, aside, checkpoint: await checkpoint.read() };
};

test("only newly put items with one of the declared prefixes reach the function, in order and in batches", async () => {
  const records = [record(1), record(2, "EVENT#1"), record(3, "MESSAGE#1"), record(4, "REFERRAL#1", "MODIFY"), record(5), record(6)];
  const { batches, checkpoint } = await feed(records, () => ({ batchItemFailures: [] }));
  expect(batches).toEqual([["1", "3", "5"], ["6"]]);
  expect(checkpoint).toEqual({ shard: "a", sequence: "6" });
});

test("the first failed record and all behind it come again", async () => {
  let isFirstTime = true;
  const { batches, aside } = await feed([record(1), record(2), record(3)], () => {
    const batchItemFailures = isFirstTime ? [{ itemIdentifier: "2" }] : [];
    isFirstTime = false;
    return { batchItemFailures };
  });
  expect(batches).toEqual([
    ["1", "2", "3"],
    ["2", "3"],
  ]);
  expect(aside).toEqual([]);
});

test("a record that fails at every attempt is set aside and those behind it arrive", async () => {
  const { batches, aside, checkpoint } = await feed([record(1), record(2), record(3), record(4)], (numbers) => ({
    batchItemFailures: numbers.includes("2") ? [{ itemIdentifier: "2" }] : [],
  }));
  expect(aside).toEqual(["2"]);
  expect(batches.filter((batch) => batch.includes("2"))).toHaveLength(use.attempts);
  expect(batches.slice(-2)).toEqual([["3"], ["4"]]);
  expect(checkpoint?.sequence).toBe("4");
});

test("a function that throws for a whole batch gets it in halves until the poison is alone", async () => {
  const { batches, aside } = await feed([record(1), record(2), record(3)], (numbers) => {
    if (numbers.includes("2")) throw new Error("poison");
    return { batchItemFailures: [] };
  });
  expect(aside).toEqual(["2"]);
  expect(batches).toContainEqual(["1"]);
  expect(batches.at(-1)).toEqual(["3"]);
});

test("stopping while a record fails leaves it for the next start", async () => {
  const checkpoint = memoryCheckpoint();
  const failed = Promise.withResolvers<void>();
  const consumer = createConsumer({
    use,
    wantedSortKeyPrefixes,
    checkpoint,
    backoffMilliseconds: 60_000,
    handle: async () => {
      failed.resolve();
      throw new Error("not now");
    },
    setAside: async () => undefined,
  });
  consumer.offer([record(1)]);
  await failed.promise;
  await consumer.stop();
  expect(await checkpoint.read()).toBeUndefined();
});
