import {
  GetItemCommand,
  PutItemCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import type { Table } from "../../shared/store/items.ts";
import { contended } from "./contended.ts";
import { everythingIn, freshTable } from "./table.ts";

const item = (name: string) => ({ pk: { S: name }, sk: { S: "A" } });
const put = (table: Table, name: string): TransactWriteItem => ({ Put: { TableName: table.name, Item: item(name) } });
const transactPuts = (table: Table, ...names: string[]) =>
  table.client.send(new TransactWriteItemsCommand({ TransactItems: names.map((name) => put(table, name)) }));
const putOne = (table: Table, name: string) => table.client.send(new PutItemCommand({ TableName: table.name, Item: item(name) }));
const readTogether = (table: Table, ...names: string[]) =>
  table.client.send(
    new TransactGetItemsCommand({ TransactItems: names.map((name) => ({ Get: { TableName: table.name, Key: item(name) } })) }),
  );
const reasonsOf = (error: unknown) =>
  error instanceof TransactionCanceledException ? error.CancellationReasons?.map(({ Code }) => Code) : error;

/** A service in which a transaction stays open until the test ends it, and everything else takes no time. */
const heldOpen = async () => {
  let letEnd: () => void = () => undefined;
  const ended = new Promise<void>((done) => {
    letEnd = done;
  });
  const latencies = { travel: 0, read: 0, write: 0, prepare: 0, commit: 1 };
  const table = contended(await freshTable(), { latencies, pause: (milliseconds) => (milliseconds > 0 ? ended : Promise.resolve()) });
  return { table, letEnd };
};
/** Long enough for a transaction to have been prepared. */
const once = async (table: Table, name: string) => {
  while (!(await table.client.send(new GetItemCommand({ TableName: table.name, Key: item(name) }))).Item);
};

test("of two transactions open on one item the later is cancelled, with the reason at that item alone", async () => {
  const { table, letEnd } = await heldOpen();
  const first = transactPuts(table, "shared", "first");
  await once(table, "first");

  const later = await transactPuts(table, "own", "shared", "other").catch(reasonsOf);
  letEnd();
  await first;

  expect(later).toEqual(["None", "TransactionConflict", "None"]);
  expect((await everythingIn(table)).map(({ pk }) => pk).toSorted()).toEqual(["first", "shared"]);
  expect([...table.conflicts]).toEqual([["shared A", 1]]);
  await transactPuts(table, "own", "shared");
});

test("a write of one item is refused while a transaction has it, and passes beside it", async () => {
  const { table, letEnd } = await heldOpen();
  const first = transactPuts(table, "shared");
  await once(table, "shared");

  await expect(putOne(table, "shared")).rejects.toMatchObject({ name: "TransactionConflictException" });
  await putOne(table, "other");
  letEnd();
  await first;
  await putOne(table, "shared");
});

test("a transactional read is cancelled while one of its items is written, and a plain read is not", async () => {
  const { table, letEnd } = await heldOpen();
  const first = transactPuts(table, "shared");
  await once(table, "shared");

  expect(await readTogether(table, "other", "shared").catch(reasonsOf)).toEqual(["None", "TransactionConflict"]);
  letEnd();
  await first;
  expect((await readTogether(table, "other", "shared")).Responses).toHaveLength(2);
});

test("a transactional read gives way to a write that starts before it has ended", async () => {
  const table = contended(await freshTable(), { latencies: { travel: 0, read: 20, write: 1, prepare: 1, commit: 1 } });
  const [read] = await Promise.all([readTogether(table, "shared", "other").catch(reasonsOf), putOne(table, "shared")]);
  expect(read).toEqual(["TransactionConflict", "None"]);
});

test("transactions on different items are open together, and reads go on beside them", async () => {
  const pauses: number[] = [];
  const table = contended(await freshTable(), { pause: async (milliseconds) => pauses.push(milliseconds) });
  await Promise.all(Array.from({ length: 8 }, (_, index) => transactPuts(table, `own-${index}`)));
  await once(table, "own-7");
  expect(table.conflicts.size).toBe(0);
  expect(Math.min(...pauses)).toBeGreaterThan(0);
});

test("a failed condition is answered as the engine does, and frees its items", async () => {
  const table = contended(await freshTable());
  const onlyOnce = () =>
    table.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [{ Put: { TableName: table.name, Item: item("once"), ConditionExpression: "attribute_not_exists(pk)" } }],
      }),
    );
  await onlyOnce();
  for (let attempt = 0; attempt < 2; attempt += 1) expect(await onlyOnce().catch(reasonsOf)).toEqual(["ConditionalCheckFailed"]);
});
