import {
  type AttributeValue,
  BatchGetItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Item } from "../../../shared/store/items.ts";
import { table as schema } from "../../../shared/system.ts";

/** DynamoDB's units, by its own rules and the items' sizes: its local engine counts otherwise. */

/** The bytes of an item: its names and values, and a little for each list and map. */
export const bytesOf = (item: Item): number =>
  Object.entries(item).reduce((total, [name, value]) => total + Buffer.byteLength(name) + bytesOfValue(value), 0);

const bytesOfValue = ({ S, N, BOOL, NULL, SS, L, M }: AttributeValue): number => {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.replace(/\D/g, "").length / 2) + 1;
  if (BOOL !== undefined || NULL !== undefined) return 1;
  if (SS) return SS.reduce((total, one) => total + Buffer.byteLength(one), 0);
  if (L) return 3 + L.reduce((total, value) => total + 1 + bytesOfValue(value), 0);
  if (M) return 3 + Object.entries(M).reduce((total, [name, value]) => total + 1 + Buffer.byteLength(name) + bytesOfValue(value), 0);
  throw new Error("A kind of value that no item of ours has.");
};

const unitsFor = (bytes: number, unit: number) => Math.max(1, Math.ceil(bytes / unit));
export const writeUnitsFor = (bytes: number): number => unitsFor(bytes, 1024);
const readUnitsFor = (bytes: number): number => unitsFor(bytes, 4096);
/** A transaction reads or writes each item twice over: once to prepare, once to commit. */
const inTransaction = 2;
const consistently = (isStrong: boolean | undefined) => (isStrong ? 1 : 0.5);

type Command = { readonly input: object };
type Answer = { readonly Item?: Item; readonly Items?: Item[]; readonly Responses?: unknown };

/** The read units of a call, by its answer. */
export const readUnitsOf = (command: Command, answer: Answer): number => {
  if (command instanceof GetItemCommand) return readUnitsFor(bytesOf(answer.Item ?? {})) * consistently(command.input.ConsistentRead);
  if (command instanceof QueryCommand) {
    const bytes = (answer.Items ?? []).reduce((total, item) => total + bytesOf(item), 0);
    return readUnitsFor(bytes) * consistently(command.input.ConsistentRead);
  }
  if (command instanceof BatchGetItemCommand) {
    const found = Object.values((answer.Responses ?? {}) as Record<string, Item[]>).flat();
    const [asked] = Object.values(command.input.RequestItems ?? {});
    const missing = (asked?.Keys?.length ?? 0) - found.length;
    const units = found.reduce((total, item) => total + readUnitsFor(bytesOf(item)), missing);
    return units * consistently(asked?.ConsistentRead);
  }
  if (command instanceof TransactGetItemsCommand) {
    const found = (answer.Responses ?? []) as { Item?: Item }[];
    return found.reduce((total, { Item: item = {} }) => total + inTransaction * readUnitsFor(bytesOf(item)), 0);
  }
  return 0;
};

/** One item that a call writes, or only checks by a condition. */
export type Write = { readonly key: Item; readonly isNew: boolean; readonly times: number };

const keyOf = (item: Item = {}): Item => {
  const { [schema.partitionKey]: pk, [schema.sortKey]: sk } = item;
  if (!pk || !sk) throw new Error("A write names its item.");
  return { [schema.partitionKey]: pk, [schema.sortKey]: sk };
};

export const writesOf = (command: Command): Write[] => {
  if (command instanceof PutItemCommand) return [{ key: keyOf(command.input.Item), isNew: true, times: 1 }];
  if (command instanceof UpdateItemCommand || command instanceof DeleteItemCommand)
    return [{ key: keyOf(command.input.Key), isNew: false, times: 1 }];
  if (!(command instanceof TransactWriteItemsCommand)) return [];
  return (command.input.TransactItems ?? []).map(({ Put, Update, Delete, ConditionCheck }) => ({
    key: keyOf(Put?.Item ?? (Update ?? Delete ?? ConditionCheck)?.Key),
    isNew: Put !== undefined,
    times: inTransaction,
  }));
};

/** One written item: its kind, its bytes, its units, and the units of the index. */
export type Written = { readonly kind: string; readonly bytes: number; readonly units: number; readonly indexUnits: number };

export const writtenAs = ({ isNew, times }: Write, item: Item): Written => {
  const bytes = bytesOf(item);
  // An item that moves within the index is taken out and put in again.
  const indexWrites = item[schema.index.partitionKey] ? (isNew ? 1 : 2) : 0;
  const units = writeUnitsFor(bytes);
  return { kind: item.itemKind?.S ?? "", bytes, units: times * units, indexUnits: indexWrites * units };
};
