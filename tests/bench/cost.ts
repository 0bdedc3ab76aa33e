import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { BatchGetItemCommand, GetItemCommand, type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { Item, Table } from "../../shared/store/items.ts";
import { table as schema } from "../../shared/system.ts";
import { inFront } from "../setup/in-front.ts";

/** What DynamoDB asks for on demand, in US dollars for a million units. */
const prices = {
  on: "2026-11-22",
  region: "us-east-1",
  write: 0.625,
  read: 0.125,
  source:
    "AWS’s price list for DynamoDB on demand, Standard table class, as quoted by airbyte.com/data-engineering-resources/dynamodb-pricing.",
  /** The list for London could not be read; it has long been about a fifth above that for US East. */
  london: 1.2,
} as const;

/** One item that something wrote: its kind, its bytes, and how often the index follows it. */
export type Written = { readonly kind: string; readonly bytes: number; readonly units: number; readonly indexUnits: number };

export type Cost = { readonly written: readonly Written[]; readonly writeUnits: number; readonly readUnits: number };

const unitsFor = (bytes: number, unit: number) => Math.max(1, Math.ceil(bytes / unit));
const writeUnit = 1024;
const readUnit = 4096;
/** A transaction writes each item twice over: once to prepare, once to commit. */
const inTransaction = 2;

/** The write and read units of something, by DynamoDB's rules and the items' own sizes: its local engine counts them otherwise. */
export const costOf = async (table: Table, does: (through: Table) => Promise<unknown>): Promise<Cost> => {
  const writes: { key: Item; isNew: boolean }[] = [];
  let readUnits = 0;
  await does(
    inFront(table, async (command, onward) => {
      if (command instanceof TransactWriteItemsCommand) for (const write of command.input.TransactItems ?? []) writes.push(keyOf(write));
      const answer = await onward(command);
      if (command instanceof BatchGetItemCommand) {
        const asked = command.input.RequestItems?.[table.name]?.Keys?.length ?? 0;
        const found = (answer as { Responses?: Record<string, Item[]> }).Responses?.[table.name] ?? [];
        readUnits += found.reduce((units, item) => units + unitsFor(bytesOf(item), readUnit), asked - found.length);
      }
      if (command instanceof GetItemCommand) readUnits += unitsFor(bytesOf((answer as { Item?: Item }).Item ?? {}), readUnit);
      return answer;
    }),
  );
  const written = await Promise.all(
    writes.map(async ({ key, isNew }): Promise<Written> => {
      const { Item: item = {} } = await table.client.send(new GetItemCommand({ TableName: table.name, Key: key, ConsistentRead: true }));
      const bytes = bytesOf(item);
      // An item that moves within the index is taken out and put in again.
      const indexWrites = item[schema.index.partitionKey] ? (isNew ? 1 : 2) : 0;
      const units = unitsFor(bytes, writeUnit);
      return { kind: item.itemKind?.S ?? "", bytes, units: inTransaction * units, indexUnits: indexWrites * units };
    }),
  );
  return { written, readUnits, writeUnits: written.reduce((total, { units, indexUnits }) => total + units + indexUnits, 0) };
};

/** "$0.02 for 1,000 …" */
export const priceOfThousand = ({ writeUnits, readUnits }: Pick<Cost, "writeUnits" | "readUnits">): string => {
  const dollars = (1_000 * (writeUnits * prices.write + readUnits * prices.read)) / 1_000_000;
  return `$${dollars.toFixed(3)} for 1,000 in ${prices.region} on ${prices.on}, about $${(dollars * prices.london).toFixed(3)} in London`;
};

const keyOf = ({ Put, Update, Delete, ConditionCheck }: TransactWriteItem): { key: Item; isNew: boolean } => {
  const { [schema.partitionKey]: pk, [schema.sortKey]: sk } = Put?.Item ?? (Update ?? Delete ?? ConditionCheck)?.Key ?? {};
  if (!pk || !sk) throw new Error("A write names its item.");
  return { key: { [schema.partitionKey]: pk, [schema.sortKey]: sk }, isNew: Put !== undefined };
};

/** The bytes that DynamoDB counts for an item: its names and values, and a little for each list and map. */
export const bytesOf = (item: Item): number =>
  Object.entries(item).reduce((total, [name, value]) => total + Buffer.byteLength(name) + bytesOfValue(value), 0);

const bytesOfValue = ({ S, N, BOOL, NULL, L, M }: AttributeValue): number => {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.replace(/\D/g, "").length / 2) + 1;
  if (BOOL !== undefined || NULL !== undefined) return 1;
  if (L) return 3 + L.reduce((total, value) => total + 1 + bytesOfValue(value), 0);
  if (M) return 3 + Object.entries(M).reduce((total, [name, value]) => total + 1 + Buffer.byteLength(name) + bytesOfValue(value), 0);
  throw new Error("A kind of value that no item of ours has.");
};
