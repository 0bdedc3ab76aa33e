import { BatchGetItemCommand, GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import type { Table } from "../../shared/store/items.ts";
import { type FaultyOptions, faulty } from "./faulty.ts";
import { everythingIn, freshTable } from "./table.ts";

const item = (name: string) => ({ pk: { S: name }, sk: { S: "A" } });
const transactPuts = (table: Table, ...names: string[]) =>
  table.client.send(
    new TransactWriteItemsCommand({ TransactItems: names.map((name) => ({ Put: { TableName: table.name, Item: item(name) } })) }),
  );
const putOne = (table: Table, name: string) => table.client.send(new PutItemCommand({ TableName: table.name, Item: item(name) }));
const readOne = (table: Table, name: string) => table.client.send(new GetItemCommand({ TableName: table.name, Key: item(name) }));
const storedIn = async (table: Table) => (await everythingIn(table)).map(({ pk }) => pk).toSorted();

const faultyTable = async (options: Omit<FaultyOptions, "seed">) => {
  const table = await freshTable();
  return { table, through: faulty(table, { seed: 7, ...options }) };
};

test("a throttled transaction names the item that was throttled, and does nothing", async () => {
  const { table, through } = await faultyTable({ odds: { throttled: 1 } });
  const refusal = await transactPuts(through, "one", "two").catch((error: unknown) => error);
  expect(refusal).toMatchObject({ name: "TransactionCanceledException" });
  const codes = (refusal as { CancellationReasons: { Code: string }[] }).CancellationReasons.map(({ Code }) => Code);
  expect(codes).toHaveLength(2);
  expect(codes.filter((code) => ["ThrottlingError", "ProvisionedThroughputExceeded"].includes(code))).toHaveLength(1);
  await expect(putOne(through, "one")).rejects.toMatchObject({ name: "ProvisionedThroughputExceededException" });
  await expect(readOne(through, "one")).rejects.toMatchObject({ name: "ProvisionedThroughputExceededException" });
  expect(await storedIn(table)).toEqual([]);
});

test("a conflict is met by every write, and by no plain read", async () => {
  const { through } = await faultyTable({ odds: { conflict: 1 } });
  await expect(transactPuts(through, "one")).rejects.toMatchObject({ CancellationReasons: [{ Code: "TransactionConflict" }] });
  await expect(putOne(through, "one")).rejects.toMatchObject({ name: "TransactionConflictException" });
  expect((await readOne(through, "one")).Item).toBeUndefined();
});

test("a time-out before the commit leaves nothing behind, one after it everything, and the sender cannot tell them apart", async () => {
  const before = await faultyTable({ odds: { timeoutBefore: 1 } });
  await expect(transactPuts(before.through, "one", "two")).rejects.toMatchObject({ name: "TimeoutError" });
  expect(await storedIn(before.table)).toEqual([]);

  const after = await faultyTable({ odds: { timeoutAfter: 1 } });
  await expect(transactPuts(after.through, "one", "two")).rejects.toMatchObject({ name: "TimeoutError" });
  expect(await storedIn(after.table)).toEqual(["one", "two"]);
});

test("a partial read gives some items and hands back exactly the other keys", async () => {
  const { table, through } = await faultyTable({ odds: { partialBatch: 1 } });
  const names = ["a", "b", "c", "d", "e", "f"];
  await transactPuts(table, ...names);
  const { Responses, UnprocessedKeys } = await through.client.send(
    new BatchGetItemCommand({ RequestItems: { [table.name]: { Keys: names.map(item), ConsistentRead: true } } }),
  );
  const read = Responses?.[table.name]?.map(({ pk }) => pk?.S) ?? [];
  const left = UnprocessedKeys?.[table.name];
  expect(left?.ConsistentRead).toBe(true);
  expect(left?.Keys?.length).toBeGreaterThan(0);
  expect([...read, ...(left?.Keys ?? []).map(({ pk }) => pk?.S)].toSorted()).toEqual(names);
});

test("killed at its third call, nothing that it calls afterwards is answered", async () => {
  const { table, through } = await faultyTable({ crashAt: 3 });
  await putOne(through, "one");
  await putOne(through, "two");
  await expect(putOne(through, "three")).rejects.toMatchObject({ name: "Killed" });
  await expect(readOne(through, "one")).rejects.toMatchObject({ name: "Killed" });
  await expect(putOne(through, "four")).rejects.toMatchObject({ name: "Killed" });
  expect(await storedIn(table)).not.toContain("four");
  expect(through.met).toEqual(["crash"]);
});

test("the same seed and the same calls meet the same faults", async () => {
  const odds = { throttled: 0.2, conflict: 0.2, timeoutBefore: 0.2, timeoutAfter: 0.2 };
  const runs = [];
  for (let run = 0; run < 2; run += 1) {
    const { through } = await faultyTable({ odds });
    for (let call = 0; call < 20; call += 1) await transactPuts(through, `item-${call}`).catch(() => undefined);
    runs.push(through.met);
  }
  expect(runs[0]?.length).toBeGreaterThan(5);
  expect(runs[1]).toEqual(runs[0]);
});
