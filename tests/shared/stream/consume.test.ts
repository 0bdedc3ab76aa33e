import { BatchGetItemCommand, DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { SQSRecord } from "aws-lambda";
import { beforeEach, expect, test } from "vitest";
import { again, retry } from "../../../shared/retry.ts";
import type { Item, Table } from "../../../shared/store/items.ts";
import { consume, type Inserted } from "../../../shared/stream/consume.ts";
import { retrySeconds } from "../../../shared/stream/consumed-queue.ts";
import { callsOf } from "../../calls.ts";
import { aDayInCrf } from "../../examples.ts";
import { faulty } from "../../setup/faulty.ts";
import { inFront } from "../../setup/in-front.ts";
import { freshTable } from "../../setup/table.ts";
import { deliverTo, insertOf, messageOf, queueOn } from "../../stream.ts";

const itemOf = (number: number): Item => ({ pk: { S: "CASE#1" }, sk: { S: `MESSAGE#${number}` }, number: { N: String(number) } });

let table: Table;
let taken: Inserted[];
let backedOff: SQSRecord[];

beforeEach(async () => {
  table = await freshTable();
  taken = [];
  backedOff = [];
  for (const number of [1, 2, 3]) await table.client.send(new PutItemCommand({ TableName: table.name, Item: itemOf(number) }));
});

/** A consumer that keeps what it takes, and fails where the test says so. */
const consumer = (poison: readonly number[] = [], through = table) =>
  consume(
    "sendMessages",
    async (inserted) => {
      if (poison.includes(Number(inserted.item.number?.N))) throw new Error("It cannot be taken.");
      taken.push(inserted);
      return {};
    },
    { ...queueOn(through), backOff: async (failed) => void backedOff.push(...failed) },
  );
const numbers = () => taken.map(({ item }) => Number(item.number?.N));
const record = (number: number, at = aDayInCrf) => insertOf(itemOf(number), `m${number}`, at);

test("each item is read by its keys and taken at the time of its consumer, however late the message comes", async () => {
  const aWeekAgo = new Date(aDayInCrf.getTime() - 7 * 24 * 3_600_000);
  expect(await deliverTo(consumer(), [record(1, aWeekAgo), record(2)], undefined, aDayInCrf)).toEqual([]);
  expect(taken).toEqual([
    { item: itemOf(1), now: aDayInCrf },
    { item: itemOf(2), now: aDayInCrf },
  ]);
});

test("a delivery is one read, in any order, and with the same item twice", async () => {
  const calls = callsOf(table);
  expect(await deliverTo(consumer(), [record(3), record(1), record(3), record(2)])).toEqual([]);
  expect(numbers()).toEqual([3, 1, 3, 2]);
  expect(calls).toEqual(["BatchGetItemCommand"]);
});

test("a poison message is reported and put off, and the ones behind it are taken", async () => {
  expect(await deliverTo(consumer([2]), [record(1), record(2), record(3)])).toEqual(["m2"]);
  expect(numbers()).toEqual([1, 3]);
  expect(backedOff.map(({ messageId }) => messageId)).toEqual(["m2"]);
});

test.for([
  "",
  "{",
  "null",
  "[]",
  '"CASE#1"',
  "{}",
  '{"partitionKey":"CASE#1","sortKey":"MESSAGE#1"}',
  '{"partitionKey":"","sortKey":"MESSAGE#1","at":"2026-11-20T10:00:00.000Z"}',
  '{"partitionKey":"CASE#1","sortKey":"MESSAGE#1","at":"yesterday"}',
])("a message that says %s fails alone", async (body) => {
  expect(await deliverTo(consumer(), [messageOf(body, "odd"), record(1)])).toEqual(["odd"]);
  expect(numbers()).toEqual([1]);
});

test("a delivery of unreadable messages alone reads nothing", async () => {
  const calls = callsOf(table);
  expect(await deliverTo(consumer(), [messageOf("{", "a"), messageOf("}", "b")])).toEqual(["a", "b"]);
  expect(calls).toEqual([]);
});

test("a missing item is passed over, and its message does not come again", async () => {
  const { pk, sk } = itemOf(1);
  await table.client.send(new DeleteItemCommand({ TableName: table.name, Key: { pk: pk as never, sk: sk as never } }));
  expect(await deliverTo(consumer(), [record(1), record(2)])).toEqual([]);
  expect(numbers()).toEqual([2]);
});

test("when the table does not answer, every message of the delivery comes again", async () => {
  expect(await deliverTo(consumer([], faulty(table, { seed: 1, crashAt: 1 })), [record(1), record(2)])).toEqual(["m1", "m2"]);
  expect(numbers()).toEqual([]);
});

test("a failed message comes again twice as late each time, and within a quarter of an hour", () => {
  expect([1, 2, 3, 4].map((receives) => retrySeconds(30, receives, 5))).toEqual([30, 60, 120, 240]);
  expect(retrySeconds(30, 19, 20)).toBe(900);
});

test("a message that failed at its last attempt goes to the dead letters without a wait", () => {
  expect(retrySeconds(30, 5, 5)).toBe(1);
});

test("a message whose writes meet conflicts until the time is up is reported and put off, and so are those not begun", async () => {
  const begun: number[] = [];
  const neverLetIn = consume(
    "sendMessages",
    async ({ item }) => {
      begun.push(Number(item.number?.N));
      return retry<object>(async () => again);
    },
    { ...queueOn(table), backOff: async (failed) => void backedOff.push(...failed) },
  );
  expect(await deliverTo(neverLetIn, [record(1), record(2), record(3)], 2_100)).toEqual(["m1", "m2", "m3"]);
  expect(begun).toContain(1);
  expect(backedOff.map(({ messageId }) => messageId)).toEqual(["m1", "m2", "m3"]);
  expect(await deliverTo(consumer(), [record(1)], 1_900)).toEqual(["m1"]);
  expect(taken).toEqual([]);
});

test("a delivery that the table does not read before the time is up comes again as a whole", async () => {
  const unread = inFront(table, async (command, onward) =>
    command instanceof BatchGetItemCommand ? { UnprocessedKeys: command.input.RequestItems } : onward(command),
  );
  expect(await deliverTo(consumer([], unread), [record(1), record(2)], 2_100)).toEqual(["m1", "m2"]);
  expect(taken).toEqual([]);
});
