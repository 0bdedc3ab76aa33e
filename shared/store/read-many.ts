import type { Item, Table } from "./items.ts";
import type { Key } from "./keys.ts";
import { readTogether } from "./read-together.ts";

/** As many as one read takes. */
const most = 100;

/** Reads any number of items, a hundred a round trip, in no order. */
export const readMany = async (table: Table, keys: readonly Key[]): Promise<Item[]> => {
  const found: Item[] = [];
  for (let start = 0; start < keys.length; start += most) found.push(...(await readTogether(table, keys.slice(start, start + most))));
  return found;
};
