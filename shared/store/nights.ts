import { GetItemCommand, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { CheckedBooks } from "../domain/audit/reconcile.ts";
import type { NightlyRun } from "../domain/nightly-run.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { readItem, type Table, values, writeItem } from "./items.ts";
import { checkedKey, nightlyRunKey, nightlyRunsPartition } from "./keys.ts";

/** What the nightly work came to. */
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
    const { Items: [item] = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: values({ ":pk": nightlyRunsPartition }),
        ScanIndexForward: false,
        Limit: 1,
      }),
    );
    return item && readItem("nightlyRun", item);
  },

  async keepChecked(checked) {
    const Item = writeItem("checkedBooks", checkedKey(checked.scheme), checked);
    await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
  },

  async checked(scheme) {
    const { Item: item } = await table.client.send(new GetItemCommand({ TableName: table.name, Key: values(checkedKey(scheme)) }));
    return item && readItem("checkedBooks", item);
  },
});
