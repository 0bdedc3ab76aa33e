import { BatchGetItemCommand } from "@aws-sdk/client-dynamodb";
import { again, retry } from "../retry.ts";
import { type Item, type Table, values } from "./items.ts";
import type { Key } from "./keys.ts";

/**
 * Reads up to a hundred items in one round trip, each strongly consistent, in no order. What a busy table hands back
 * unread is asked for again until the time is up: nothing is ever taken for missing because it was left out.
 */
export const readBatch = (table: Table, keys: readonly Key[]): Promise<Item[]> => {
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
