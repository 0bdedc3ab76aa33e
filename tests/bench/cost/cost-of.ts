import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { Table } from "../../../shared/store/items.ts";
import { inFront } from "../../setup/in-front.ts";
import { priceOf } from "./prices.ts";
import { readUnitsOf, type Write, type Written, writesOf, writtenAs } from "./units.ts";

export type Cost = { readonly written: readonly Written[]; readonly writeUnits: number; readonly readUnits: number };

/** The write and read units of work on a table. */
export const costOf = async (table: Table, does: (through: Table) => Promise<unknown>): Promise<Cost> => {
  const writes: Write[] = [];
  let readUnits = 0;
  await does(
    inFront(table, async (command, onward) => {
      writes.push(...writesOf(command));
      const answer = await onward(command);
      readUnits += readUnitsOf(command, answer as object);
      return answer;
    }),
  );
  const written = await Promise.all(
    writes.map(async (write): Promise<Written> => {
      const ask = new GetItemCommand({ TableName: table.name, Key: write.key, ConsistentRead: true });
      return writtenAs(write, (await table.client.send(ask)).Item ?? {});
    }),
  );
  return { written, readUnits, writeUnits: written.reduce((total, { units, indexUnits }) => total + units + indexUnits, 0) };
};

/** "$0.02 for 1,000" */
export const priceOfThousand = ({ writeUnits, readUnits }: Pick<Cost, "writeUnits" | "readUnits">): string =>
  `$${(1_000 * priceOf({ writeUnits, readUnits })).toFixed(3)} for 1,000 in London`;
