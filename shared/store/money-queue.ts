import { PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { type Case, waitOf } from "../domain/case/case.ts";
import type { Waiter, WaitingList } from "../domain/case/waiting-list.ts";
import type { Category, SchemeCode } from "../domain/scheme/scheme.ts";
import { type Item, readItem, type Table, values, writeItem } from "./items.ts";
import { envelopePartition, queuedKeyStart, serveKey, waiterKey, waitersKeyStart, waitersPartition } from "./keys.ts";

/** Asks that a queue be served now. */
export type ServeAsk = Pick<WaitingList, "scheme" | "category"> & { readonly askId: string };

export type MoneyQueue = {
  /** Whoever is served next. */
  first(scheme: SchemeCode, category: Category): Promise<Waiter | undefined>;
  ofScheme(scheme: SchemeCode): Promise<readonly WaitingList[]>;
  /** The stream carries it on. The same ask again changes nothing. */
  askToServe(ask: ServeAsk, now: Date): Promise<void>;
};

const askLastsSeconds = 7 * 24 * 3600;

export const dynamoMoneyQueue = (table: Table): MoneyQueue => ({
  async first(scheme, category) {
    const { Items: [item] = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :start)",
        ExpressionAttributeValues: values({ ":pk": waitersPartition(scheme), ":start": waitersKeyStart(category) }),
        ConsistentRead: true,
        Limit: 1,
      }),
    );
    return item && readItem("waiter", item);
  },

  async ofScheme(scheme) {
    const { Items: items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :start)",
        ExpressionAttributeValues: values({ ":pk": envelopePartition(scheme), ":start": queuedKeyStart }),
        ConsistentRead: true,
      }),
    );
    return items.map((item) => readItem("queue", item));
  },

  async askToServe(ask, now) {
    const expiresAtSeconds = Math.floor(now.getTime() / 1000) + askLastsSeconds;
    await table.client.send(
      new PutItemCommand({
        TableName: table.name,
        Item: writeItem("serve", serveKey(ask.scheme, ask.category, ask.askId), { ...ask, expiresAtSeconds }),
      }),
    );
  },
});

/** A case's place among those who wait for the same money: 1 is served next. None where it does not wait. */
export const placeInLine = async (table: Table, head: Case): Promise<number | undefined> => {
  const waits = waitOf(head);
  if (!waits) return undefined;
  const { pk, sk } = waiterKey(waits, head);
  let count = 0;
  let start: Item | undefined;
  do {
    const { Count: here = 0, LastEvaluatedKey: last } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :first AND :own",
        ExpressionAttributeValues: values({ ":pk": pk, ":first": waitersKeyStart(waits.category), ":own": sk }),
        ConsistentRead: true,
        Select: "COUNT",
        ExclusiveStartKey: start,
      }),
    );
    count += here;
    start = last;
  } while (start);
  return Math.max(count, 1);
};
