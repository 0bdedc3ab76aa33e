import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { CheckedBooks } from "../domain/audit/reconcile.ts";
import type { NightlyRun } from "../domain/nightly-run.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { findItem, readItem, type Table, writeItem } from "./items.ts";
import { checkedKey, nightlyRunKey, nightlyRunsPartition } from "./keys.ts";
import { queryOne } from "./slices.ts";

/** The record of each night's work. */
export type Nights = {
  keepRun(run: NightlyRun): Promise<void>;
  lastRun(): Promise<NightlyRun | undefined>;
  keepChecked(checked: CheckedBooks): Promise<void>;
  checked(scheme: SchemeCode): Promise<CheckedBooks | undefined>;
};

export const dynamoNights = (table: Table): Nights => ({
  async keepRun(run) {
    await table.client.send(new PutItemCommand({ TableName: table.name, Item: writeItem("nightlyRun", nightlyRunKey(run.at), run) }));
  },

  async lastRun() {
    const item = await queryOne(table, nightlyRunsPartition, "", "last");
    return item && readItem("nightlyRun", item);
  },

  async keepChecked(checked) {
    const Item = writeItem("checkedBooks", checkedKey(checked.scheme), checked);
    await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
  },

  async checked(scheme) {
    return findItem(table, "checkedBooks", checkedKey(scheme));
  },
});
