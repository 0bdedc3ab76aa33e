import { PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { type Case, waitOf } from "../domain/case/case.ts";
import type { Waiter, WaitingList, WaitsFor } from "../domain/case/waiting-list.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { type Item, readItem, type Table, values, writeItem } from "./items.ts";
import { envelopePartition, serveKey, waiterKey, waitersKeyStart, waitersPartition, waitingListKeyStart } from "./keys.ts";

import { queryAll, queryOne } from "./slices.ts";

/** A request to serve a waiting list now. */
export type ServingRequest = Pick<WaitingList, "scheme" | "category"> & { readonly askId: string };

export type WaitingLists = {
  /** The case that is served next. */
  first(scheme: SchemeCode, list: WaitsFor): Promise<Waiter | undefined>;
  ofScheme(scheme: SchemeCode): Promise<readonly WaitingList[]>;
  /** The stream carries it on. The same request again changes nothing. */
  requestServing(request: ServingRequest, now: Date): Promise<void>;
};

const requestLastsSeconds = 7 * 24 * 3600;

export const dynamoWaitingLists = (table: Table): WaitingLists => ({
  async first(scheme, list) {
    const item = await queryOne(table, waitersPartition(scheme), waitersKeyStart(list), "first");
    return item && readItem("waiter", item);
  },

  async ofScheme(scheme) {
    const items = await queryAll(table, envelopePartition(scheme), waitingListKeyStart);
    return items.map((item) => readItem("queue", item));
  },

  async requestServing(request, now) {
    const expiresAtSeconds = Math.floor(now.getTime() / 1000) + requestLastsSeconds;
    await table.client.send(
      new PutItemCommand({
        TableName: table.name,
        Item: writeItem("serve", serveKey(request.scheme, request.category, request.askId), { ...request, expiresAtSeconds }),
      }),
    );
  },
});

/** A case's place in its waiting list: 1 is served next. */
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
        ExpressionAttributeValues: values({ ":pk": pk, ":first": waitersKeyStart(waits), ":own": sk }),
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
