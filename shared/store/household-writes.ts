import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { HouseholdClaims } from "../domain/household/household.ts";
import { fieldValues, type Table, values } from "./items.ts";
import { householdKey } from "./keys.ts";

/** Changes what a household holds, against the very record that was read: nothing came between, or it is refused with what did. */
export const claimHousehold = (
  table: Table,
  { householdId, version, claims, reached, spent }: HouseholdClaims,
  seen = version - 1,
): TransactWriteItem => ({
  Update: {
    TableName: table.name,
    Key: values(householdKey(householdId)),
    UpdateExpression: "SET version = :version, claims = :claims, reached = :reached, spent = :spent",
    ConditionExpression: "version = :seen",
    ExpressionAttributeValues: { ...fieldValues("household", { version, claims, reached, spent }), ...values({ ":seen": seen }) },
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  },
});
