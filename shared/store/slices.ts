import { QueryCommand, type QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { type Item, type Table, values } from "./items.ts";

/** The length of a list; `isMore` if counting stopped before its end. */
export type Counted = { readonly count: number; readonly isMore: boolean };

/** A slice of a list, and the cursor of the next one; without a cursor it is the last. */
export type Slice<T> = { readonly items: readonly T[]; readonly next?: string; readonly counted?: Counted };

/** The start of a slice, after the cursor of an earlier one, and its length. A list for people also says how long it is. */
export type SliceWanted = { readonly after?: string; readonly limit: number; readonly isCounted?: true };

/** A list is counted so far by one Query. A longer one says so. */
const mostCounted = 1_000;

/** A cursor holds the last item's keys only. The partition comes from the query, so a forged cursor opens nothing else. */
const cursorFrom = (keys: Item): string => Buffer.from(JSON.stringify(keys)).toString("base64url");

/** DynamoDB answers any other key with an error of its own. */
const isKeyValue = (value: unknown): value is string =>
  typeof value === "string" && value !== "" && value.length <= 250 && value.isWellFormed();

const startFrom = (cursor: string, { keyNames, partition, sortKeyStart = "", before }: ListQuery): Item | undefined => {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (typeof read !== "object" || read === null) return undefined;
    const keys = Object.fromEntries(keyNames.map((name) => [name, (read as Record<string, { S?: unknown }>)[name]?.S]));
    if (!Object.values(keys).every(isKeyValue) || !(keys.sk as string).startsWith(sortKeyStart)) return undefined;
    if (before !== undefined && !((keys.listSk as string) < before)) return undefined;
    return values({ ...keys, [partition.name]: partition.value });
  } catch {
    return undefined;
  }
};

export type BadCursor = { readonly kind: "badCursor" };
export const isBadCursor = (result: object): result is BadCursor => "kind" in result && result.kind === "badCursor";

type ListQuery = Pick<
  QueryCommandInput,
  "IndexName" | "FilterExpression" | "ScanIndexForward" | "ProjectionExpression" | "ExpressionAttributeNames"
> & {
  readonly partition: { readonly name: string; readonly value: string };
  readonly keyNames: readonly string[];
  readonly values?: object;
  /** Only items of the table whose sort key starts so. */
  readonly sortKeyStart?: string;
  /** Only items of the index whose sort key comes before this. */
  readonly before?: string;
  /** Items to look through for a slice, if a filter keeps only some of them. */
  readonly lookThrough?: number;
};

const inputOf = (table: Table, list: ListQuery): QueryCommandInput => {
  const { partition, keyNames: _keyNames, values: more, sortKeyStart, before, lookThrough: _lookThrough, ...query } = list;
  return {
    ...query,
    TableName: table.name,
    KeyConditionExpression: `#partition = :partition${sortKeyStart ? " AND begins_with(sk, :start)" : ""}${before ? " AND listSk < :before" : ""}`,
    ExpressionAttributeNames: { ...query.ExpressionAttributeNames, "#partition": partition.name },
    ExpressionAttributeValues: values({
      ...more,
      ":partition": partition.value,
      ...(sortKeyStart && { ":start": sortKeyStart }),
      ...(before && { ":before": before }),
    }),
  };
};

const countOf = async (table: Table, list: ListQuery): Promise<Counted> => {
  const { ProjectionExpression: _fields, ...input } = inputOf(table, list);
  const { Count: count = 0, LastEvaluatedKey } = await table.client.send(
    new QueryCommand({ ...input, Select: "COUNT", Limit: mostCounted }),
  );
  return { count, isMore: LastEvaluatedKey !== undefined };
};

/** One Query, one slice, and one more Query that counts the list where that is wanted. A filter may make a slice short; the cursor still goes on. */
export const querySlice = async <T>(
  table: Table,
  list: ListQuery,
  { after, limit, isCounted }: SliceWanted,
  read: (item: Item) => T,
): Promise<Slice<T> | BadCursor> => {
  const start = after === undefined ? undefined : startFrom(after, list);
  if (after !== undefined && !start) return { kind: "badCursor" };
  const { keyNames, lookThrough = 0 } = list;
  // One more than the slice has, so that no cursor leads to an empty page.
  const input = { ...inputOf(table, list), ExclusiveStartKey: start, Limit: Math.max(limit + 1, lookThrough) };
  const [{ Items = [], LastEvaluatedKey }, counted] = await Promise.all([
    table.client.send(new QueryCommand(input)),
    isCounted && countOf(table, list),
  ]);
  const cut = Items.length > limit ? Items[limit - 1] : undefined;
  const last = cut ? (Object.fromEntries(keyNames.map((name) => [name, cut[name]])) as Item) : LastEvaluatedKey;
  return { items: Items.slice(0, limit).map(read), ...(last && { next: cursorFrom(last) }), ...(counted && { counted }) };
};

const queryOf = (table: Table, partition: string, start: string, more: Partial<QueryCommandInput>) =>
  new QueryCommand({
    TableName: table.name,
    KeyConditionExpression: `pk = :pk${start && " AND begins_with(sk, :start)"}`,
    ExpressionAttributeValues: values({ ":pk": partition, ...(start && { ":start": start }) }),
    ConsistentRead: true,
    ...more,
  });

/** The items of a partition whose sort key starts so, slice after slice. */
export async function* slicesOf(table: Table, partition: string, start = ""): AsyncGenerator<readonly Item[]> {
  let after: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await table.client.send(queryOf(table, partition, start, { ExclusiveStartKey: after }));
    yield Items;
    after = LastEvaluatedKey;
  } while (after);
}

/** All of them in one array. Only for partitions that stay small. */
export const queryAll = async (table: Table, partition: string, start = ""): Promise<Item[]> => {
  const found: Item[] = [];
  for await (const items of slicesOf(table, partition, start)) found.push(...items);
  return found;
};

/** The first of them, or the last. */
export const queryOne = async (table: Table, partition: string, start: string, which: "first" | "last"): Promise<Item | undefined> => {
  const { Items = [] } = await table.client.send(queryOf(table, partition, start, { ScanIndexForward: which === "first", Limit: 1 }));
  return Items[0];
};
