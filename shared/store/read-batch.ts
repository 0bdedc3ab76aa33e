import { setTimeout as sleep } from "node:timers/promises";
import { BatchGetItemCommand } from "@aws-sdk/client-dynamodb";
import { Fault } from "../fault.ts";
import { type Item, type Table, values } from "./items.ts";
import type { Key } from "./keys.ts";
import { attempts, pauseBefore } from "./retry.ts";

/**
 * Reads up to a hundred items in one round trip, each strongly consistent, in no order. What a busy table hands back
 * unread is asked for again, bounded and jittered: nothing is ever taken for missing because it was left out.
 */
export const readBatch = async (table: Table, keys: readonly Key[]): Promise<Item[]> => {
  const found: Item[] = [];
  let left: Item[] = keys.map(values);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await sleep(pauseBefore(attempt));
    const { Responses: read, UnprocessedKeys: unread } = await table.client.send(
      new BatchGetItemCommand({ RequestItems: { [table.name]: { Keys: left, ConsistentRead: true } } }),
    );
    found.push(...(read?.[table.name] ?? []));
    left = unread?.[table.name]?.Keys ?? [];
    if (left.length === 0) return found;
  }
  throw new Fault("tooBusy");
};
