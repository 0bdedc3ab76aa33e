import { type AttributeValue, type DynamoDBClient, GetItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type * as z from "zod/mini";
import { correlationId } from "../correlation.ts";
import type { Key, ListKey } from "./keys.ts";
import { type KindName, rowOf } from "./kinds.ts";
import { contentOf, type Fields, formatOf, type RecordOf } from "./schemas.ts";
import { notAsItsKind, unreadable } from "./unreadable.ts";

/** Every repository works on a client and the name of the one table. */
export type Table = { readonly client: DynamoDBClient; readonly name: string };

export type Item = Record<string, AttributeValue>;

/** A record as the table's values, without what is undefined. The SDK's marshaller takes several times as long. */
export const values = (record: object): Item => {
  const item: Item = {};
  for (const name of Object.keys(record)) {
    const value: unknown = record[name as keyof object];
    if (value !== undefined) item[name] = toAttribute(value);
  }
  return item;
};

const toAttribute = (value: unknown): AttributeValue => {
  if (typeof value === "string") return { S: value };
  if (typeof value === "boolean") return { BOOL: value };
  if (typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return { N: String(value) };
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { L: value.filter((one) => one !== undefined).map(toAttribute) };
  if (value instanceof Set && value.size > 0) return { SS: [...value].map(textOfSet) };
  if (typeof value === "object" && isPlain(value)) return { M: values(value) };
  throw new RangeError("The table holds text, safe numbers, booleans, null, lists, maps and sets of text.");
};

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const textOfSet = (value: unknown): string => {
  if (typeof value !== "string") throw new RangeError("A set of the table holds text.");
  return value;
};

/** The table's values as a record. A type of value that we never write stays as it came, for the schema to refuse or drop. */
const recordFrom = (item: Item): Fields => {
  const record: Record<string, unknown> = {};
  for (const name of Object.keys(item)) record[name] = fromAttribute(item[name]);
  return record;
};

const fromAttribute = (value: AttributeValue | undefined): unknown => {
  if (value?.S !== undefined) return value.S;
  if (value?.N !== undefined) return Number(value.N);
  if (value?.M !== undefined) return recordFrom(value.M);
  if (value?.L !== undefined) return value.L.map(fromAttribute);
  if (value?.BOOL !== undefined) return value.BOOL;
  if (value?.SS !== undefined) return new Set(value.SS);
  return value?.NULL ? null : value;
};

/**
 * Makes an item of a kind from exactly what the kind holds. Only an upgraded kind says its format. An item that functions
 * are told of keeps the id of its request for their logs.
 */
export const writeItem = <K extends KindName>(kind: K, keys: Key<NoInfer<K>> & Partial<ListKey>, record: RecordOf<NoInfer<K>>): Item => {
  const format = formatOf(kind);
  return values({
    ...record,
    ...keys,
    itemKind: kind,
    ...(format > 1 && { itemFormat: format }),
    ...(rowOf(kind).tells && { correlationId: correlationId() }),
  });
};

/** Values for an update of a kind's fields, each under its field's own name after a colon. */
export const fieldValues = <K extends KindName>(_kind: K, fields: Partial<RecordOf<NoInfer<K>>>): Item =>
  values(Object.fromEntries(Object.entries(fields).map(([name, value]) => [`:${name}`, value])));

/** The id of the request that put an item. */
export const correlationOf = (item: Item): string | undefined => item.correlationId?.S;

export const isKind = (kind: KindName, item: Item): boolean => item.itemKind?.S === kind;

/** Reads an item of a kind: brings it up to the newest format, parses it and drops every other field. */
export const readItem = <K extends KindName>(kind: K, item: Item): RecordOf<K> => {
  if (!isKind(kind, item)) throw unreadable(kind, "itemKind");
  const { upgrades = [], schema } = contentOf(kind);
  const stored = recordFrom(item);
  const { itemFormat = 1 } = stored;
  if (typeof itemFormat !== "number") throw unreadable(kind, "itemFormat");
  return parse(
    kind,
    schema(),
    upgrades.slice(itemFormat - 1).reduce((fields, upgrade) => upgrade(fields), stored),
  );
};

/** Those of a kind among items of several kinds. */
export const readItems = <K extends KindName>(kind: K, items: readonly Item[]): RecordOf<K>[] =>
  items.filter((item) => isKind(kind, item)).map((item) => readItem(kind, item));

/** Reads some fields of an item, after a query that projects no others. */
export const readPart = <T>(kind: KindName, schema: z.ZodMiniType<T>, item: Item): T => {
  if (!isKind(kind, item)) throw unreadable(kind, "itemKind");
  return parse(kind, schema, recordFrom(item));
};

const parse = <T>(kind: KindName, schema: z.ZodMiniType<T>, fields: Fields): T => {
  const read = schema.safeParse(fields);
  if (!read.success) throw notAsItsKind(kind, schema, read.error.issues);
  return read.data;
};

/** Reads one item, strongly consistent. */
export const findItem = async <K extends KindName>(table: Table, kind: K, key: Key<NoInfer<K>>): Promise<RecordOf<K> | undefined> => {
  const { Item: item } = await table.client.send(new GetItemCommand({ TableName: table.name, Key: values(key), ConsistentRead: true }));
  return item && readItem(kind, item);
};

/** A put that must find nothing under its key. The refusal brings back what it found. */
export const putNew = (table: Table, item: Item): TransactWriteItem => ({
  Put: {
    TableName: table.name,
    Item: item,
    ConditionExpression: "attribute_not_exists(pk)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  },
});
