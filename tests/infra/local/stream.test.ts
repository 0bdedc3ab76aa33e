import { mkdtemp, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTable, localSettings, startDynamoDbLocal } from "../../../infra/local/dynamodb-local.ts";
import { startStream } from "../../../infra/local/stream.ts";

const tableName = "things";
const now = new Date("2024-01-21T10:00:00Z");
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stream-"));
});
afterEach(() => rm(folder, { recursive: true }));

const openStore = async () => {
  const store = await startDynamoDbLocal({ folder: join(folder, "store") });
  const client = new DynamoDBClient(localSettings(store.endpoint, tableName));
  const isNewTable = await createTable(client, tableName);
  const put = (sortKey: string) =>
    client.send(new PutItemCommand({ TableName: tableName, Item: { pk: { S: "CASE#1" }, sk: { S: sortKey }, note: { S: "kept" } } }));
  return { ...store, client, isNewTable, put };
};

/** A consumer of referrals that fails those of the test's choice. */
const listen = async ({ client, endpoint, isNewTable }: Awaited<ReturnType<typeof openStore>>, isPoison: (sortKey: string) => boolean) => {
  const arrived: DynamoDBRecord[] = [];
  const aside: DynamoDBRecord[] = [];
  const stream = await startStream({
    client,
    endpoint,
    tableName,
    isNewTable,
    folder: join(folder, "place"),
    now: () => now,
    backoffMilliseconds: 1,
    setAside: async (failed) => void aside.push(failed),
    use: { batchSize: 10, attempts: 3 },
    wantedSortKeyPrefixes: ["REFERRAL#"],
    handle: async ({ Records: records }) => {
      const failed = records.filter(({ dynamodb }) => isPoison(dynamodb?.Keys?.sk?.S ?? ""));
      arrived.push(...records.filter((record) => !failed.includes(record)));
      return { batchItemFailures: failed.map(({ dynamodb }) => ({ itemIdentifier: dynamodb?.SequenceNumber ?? "" })) };
    },
  });
  const sortKeysOf = (records: readonly DynamoDBRecord[]) => [...new Set(records.map(({ dynamodb }) => dynamodb?.Keys?.sk?.S))];
  return { ...stream, arrived, sortKeys: () => sortKeysOf(arrived), setAside: () => sortKeysOf(aside) };
};
const nothing = () => false;

test("a poison record is set aside and those behind it arrive, each with the service's own time", async () => {
  const store = await openStore();
  const stream = await listen(store, (sortKey) => sortKey === "REFERRAL#poison");
  for (const sortKey of ["REFERRAL#1", "REFERRAL#poison", "CASE", "REFERRAL#2"]) await store.put(sortKey);
  await vi.waitFor(() => expect(stream.sortKeys()).toEqual(["REFERRAL#1", "REFERRAL#2"]), 10_000);
  await vi.waitFor(() => expect(stream.setAside()).toEqual(["REFERRAL#poison"]), 10_000);
  expect(stream.arrived[0]).toMatchObject({
    eventName: "INSERT",
    dynamodb: { Keys: { pk: { S: "CASE#1" } }, ApproximateCreationDateTime: now.getTime() / 1000 },
  });
  await stream.stop();
  await store.stop();
});

test("items put between two runs arrive after the restart, and items that had arrived do not come again", async () => {
  const before = await openStore();
  const first = await listen(before, nothing);
  await before.put("REFERRAL#1");
  await vi.waitFor(() => expect(first.sortKeys()).toEqual(["REFERRAL#1"]), 10_000);
  await first.stop();
  await before.put("REFERRAL#2");
  await before.stop();

  const after = await openStore();
  const second = await listen(after, nothing);
  await vi.waitFor(() => expect(second.sortKeys()).toEqual(["REFERRAL#2"]), 10_000);
  await after.put("REFERRAL#3");
  await vi.waitFor(() => expect(second.sortKeys()).toEqual(["REFERRAL#2", "REFERRAL#3"]), 10_000);
  await second.stop();
  await after.stop();
});

test("after so long a stop that the emulator has dropped its records, every stored item comes again", async () => {
  const store = await openStore();
  const first = await listen(store, nothing);
  await store.put("REFERRAL#1");
  await vi.waitFor(() => expect(first.sortKeys()).toEqual(["REFERRAL#1"]), 10_000);
  await first.stop();
  const longAgo = new Date(Date.now() - 3 * 24 * 3_600_000);
  await utimes(join(folder, "place", "place.json"), longAgo, longAgo);

  const second = await listen({ ...store, isNewTable: false }, nothing);
  await vi.waitFor(() => expect(second.sortKeys()).toEqual(["REFERRAL#1"]), 10_000);
  await second.stop();
  await store.stop();
});
