import { PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type Claim, noClaims } from "../shared/domain/household/household.ts";
import { type Table, values, writeItem } from "../shared/store/items.ts";
import { caseKey, householdKey } from "../shared/store/keys.ts";

/** Stores a household with earlier awards. */
export const helpedBefore = async (table: Table, householdId: string, claims: readonly Claim[]): Promise<void> => {
  const record = { ...noClaims(householdId), version: claims.length, claims };
  await table.client.send(new PutItemCommand({ TableName: table.name, Item: writeItem("household", householdKey(householdId), record) }));
};

/** Names another household that may be the same as a case's, as cases did before matches were kept. */
export const possiblyElsewhere = async (table: Table, caseId: string, candidateId = "H-another"): Promise<void> => {
  await table.client.send(
    new UpdateItemCommand({
      TableName: table.name,
      Key: values(caseKey(caseId)),
      UpdateExpression: "SET possibleHouseholds = :possible",
      ExpressionAttributeValues: values({ ":possible": [candidateId] }),
    }),
  );
};
