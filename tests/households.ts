import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type Claim, noClaims } from "../shared/domain/household/household.ts";
import { type Table, writeItem } from "../shared/store/items.ts";
import { householdKey } from "../shared/store/keys.ts";

/** Stores a household with earlier awards. */
export const helpedBefore = async (table: Table, householdId: string, claims: readonly Claim[]): Promise<void> => {
  const record = { ...noClaims(householdId), version: claims.length, claims };
  await table.client.send(new PutItemCommand({ TableName: table.name, Item: writeItem("household", householdKey(householdId), record) }));
};
