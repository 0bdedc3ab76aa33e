import { type TransactWriteItem, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type Day, londonDay } from "../domain/dates.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { readItem, type Table, values } from "./items.ts";
import { countKey, countPartition } from "./keys.ts";
import type { KindName } from "./kinds.ts";
import { queryAll } from "./slices.ts";

/** One event of a scheme, counted for a month. It names nobody. */
export type Count = { readonly month: string; readonly what: string; readonly count: number };

/** Counted events: decisions without money and checks before an application, each with its reason. */
export type Counted =
  | `notEligible.${string}`
  | `closed.${string}`
  | "noMoneyLeft"
  | "check.likely"
  | "check.look"
  | `check.unlikely.${string}`;

export type Counts = {
  add(scheme: SchemeCode, what: Counted, now: Date): Promise<void>;
  of(scheme: SchemeCode): Promise<readonly Count[]>;
};

const shards = 8;
const monthOf = (day: Day) => day.slice(0, 7);

const addOne = (table: Table, scheme: SchemeCode, what: Counted, now: Date) => {
  const month = monthOf(londonDay(now));
  return {
    TableName: table.name,
    Key: values(countKey(scheme, month, what, Math.floor(Math.random() * shards))),
    UpdateExpression: "SET itemKind = :kind, #month = :month, what = :what ADD #count :one",
    ExpressionAttributeNames: { "#month": "month", "#count": "count" },
    ExpressionAttributeValues: values({ ":kind": "count" satisfies KindName, ":month": month, ":what": what, ":one": 1 }),
  };
};

/** Counts in the transaction of the decision, so that no count lags behind or runs ahead. */
export const countInWrite = (table: Table, scheme: SchemeCode, what: Counted, now: Date): TransactWriteItem => ({
  Update: addOne(table, scheme, what, now),
});

export const dynamoCounts = (table: Table): Counts => ({
  async add(scheme, what, now) {
    await table.client.send(new UpdateItemCommand(addOne(table, scheme, what, now)));
  },

  async of(scheme) {
    const found = (await queryAll(table, countPartition(scheme))).map((item) => readItem("count", item));
    const totals = new Map<string, Count>();
    for (const { month, what, count } of found) {
      const key = `${month}#${what}`;
      totals.set(key, { month, what, count: (totals.get(key)?.count ?? 0) + count });
    }
    return [...totals.values()];
  },
});
