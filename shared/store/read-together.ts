import { BatchGetItemCommand, TransactGetItemsCommand } from "@aws-sdk/client-dynamodb";
import { again, retry } from "../retry.ts";
import { type Item, type Table, values } from "./items.ts";
import type { Key } from "./keys.ts";

/**
 * Reads up to a hundred items in one round trip, each strongly consistent, in no order. It reads unprocessed keys again
 * until the time is up, so that no item is taken for missing.
 */
export const readTogether = (table: Table, keys: readonly Key[]): Promise<Item[]> => {
  const found: Item[] = [];
  let left: Item[] = keys.map(values);
  return retry<Item[]>(async () => {
    const { Responses: read, UnprocessedKeys: unread } = await table.client.send(
      new BatchGetItemCommand({ RequestItems: { [table.name]: { Keys: left, ConsistentRead: true } } }),
    );
    found.push(...(read?.[table.name] ?? []));
    left = unread?.[table.name]?.Keys ?? [];
    return left.length === 0 ? found : again;
  });
};

const itemsInARead = 100;
const readsAtOnce = 4;

/** The same for any number of items. */
export const readMany = async (table: Table, keys: readonly Key[]): Promise<Item[]> => {
  const left = [...keys];
  const found: Item[] = [];
  const readOn = async () => {
    for (let some = left.splice(0, itemsInARead); some.length > 0; some = left.splice(0, itemsInARead))
      found.push(...(await readTogether(table, some)));
  };
  await Promise.all(Array.from({ length: readsAtOnce }, readOn));
  return found;
};

/** Reads up to a hundred items at one instant. Refused while a transaction is open on any of them. */
export const readAtOneInstant = async (table: Table, keys: readonly Key[]): Promise<Item[]> => {
  const TransactItems = keys.map((key) => ({ Get: { TableName: table.name, Key: values(key) } }));
  const { Responses: read = [] } = await table.client.send(new TransactGetItemsCommand({ TransactItems }));
  return read.flatMap(({ Item: item }) => (item ? [item] : []));
};
