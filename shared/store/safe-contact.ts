import { QueryCommand } from "@aws-sdk/client-dynamodb";
import type { HouseholdClaims } from "../domain/household/household.ts";
import { afterSaying, nothingSaid, notKnown, type StandingContact, strictestOf } from "../domain/household/standing-contact.ts";
import { readItem, readItems, type Table, values } from "./items.ts";
import { applicationKey, householdPartition } from "./keys.ts";
import { kinds } from "./kinds.ts";
import { readTogether } from "./read-together.ts";

/** More applications than any household has made. Beyond them a person finds out. */
const mostApplications = 50;

/**
 * A household's safe contact, kept with its claims. An older household has it only in its applications, which takes two
 * reads more.
 */
export const standingContactOf = async (
  table: Table,
  { householdId, contact, parts }: Pick<HouseholdClaims, "householdId" | "contact" | "parts">,
): Promise<StandingContact> => {
  if (contact) return contact;
  if (parts) return strictestOf(await Promise.all(parts.map((part) => standingContactOf(table, part))));
  const { Items = [], LastEvaluatedKey } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :start)",
      ExpressionAttributeValues: values({ ":pk": householdPartition(householdId), ":start": kinds.householdCase.sortKey }),
      ConsistentRead: true,
      Limit: mostApplications,
    }),
  );
  if (LastEvaluatedKey) return notKnown;
  const cases = readItems("householdCase", Items).toSorted((a, b) => (a.submittedAt < b.submittedAt ? -1 : 1));
  if (cases.length === 0) return nothingSaid;
  const items = await readTogether(
    table,
    cases.map(({ caseId }) => applicationKey(caseId)),
  );
  const applications = cases
    .flatMap(({ caseId }) => items.filter(({ pk }) => pk?.S === applicationKey(caseId).pk))
    .map((item) => readItem("application", item));
  if (applications.length < cases.length) return notKnown;
  return applications.reduce((standing, { application }) => afterSaying(standing, application.contact), nothingSaid);
};
