import { PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { type Case, waitOf } from "../domain/case/case.ts";
import type { Waiter, WaitingList } from "../domain/case/waiting-list.ts";
import type { Category, SchemeCode } from "../domain/scheme/scheme.ts";
import { type Item, readItem, type Table, values, writeItem } from "./items.ts";
import { envelopePartition, serveKey, waiterKey, waitersKeyStart, waitersPartition, waitingListKeyStart } from "./keys.ts";

/** Asks that a queue be served now. */
export type ServingRequest = Pick<WaitingList, "scheme" | "category"> & { readonly askId: string };

export type WaitingLists = {
  /** Whoever is served next. */
  first(scheme: SchemeCode, category: Category): Promise<Waiter | undefined>;
  ofScheme(scheme: SchemeCode): Promise<readonly WaitingList[]>;
  /** The stream carries it on. The same ask again changes nothing. */
  requestServing(ask: ServingRequest, now: Date): Promise<void>;
};

const requestLastsSeconds = 7 * 24 * 3600;

export const dynamoWaitingLists = (table: Table): WaitingLists => ({
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
        ExpressionAttributeValues: values({ ":pk": envelopePartition(scheme), ":start": waitingListKeyStart }),
        ConsistentRead: true,
      }),
    );
    return items.map((item) => readItem("queue", item));
  },

  async requestServing(ask, now) {
    const expiresAtSeconds = Math.floor(now.getTime() / 1000) + requestLastsSeconds;
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
