import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { HouseholdClaims } from "../domain/household/household.ts";
import type { StandingContact } from "../domain/household/standing-contact.ts";
import { type Table, values, writeItem } from "./items.ts";
import { householdKey } from "./keys.ts";

const fields = ["ways", "care", "phone", "email", "gone"] as const satisfies readonly (keyof StandingContact)[];

/** Compares field by field: newer code may have stored a field of which this code knows nothing. */
export const contactAsRead = (contact: StandingContact | undefined) => {
  if (!contact) return { condition: "attribute_not_exists(contact)", read: {} };
  const said = fields.filter((field) => contact[field] !== undefined);
  const silent = fields.filter((field) => contact[field] === undefined);
  return {
    condition: [
      "attribute_exists(contact)",
      ...said.map((field) => `contact.${field} = :contact_${field}`),
      ...silent.map((field) => `attribute_not_exists(contact.${field})`),
    ].join(" AND "),
    read: values(Object.fromEntries(said.map((field) => [`:contact_${field}`, contact[field]]))),
  };
};

/** If nothing of the household changed since it was read. An application changes safe contact without a new version. */
export const putHouseholdAsRead = (
  table: Table,
  seen: Pick<HouseholdClaims, "version" | "contact">,
  after: HouseholdClaims,
): TransactWriteItem => {
  const { condition, read } = contactAsRead(seen.contact);
  return {
    Put: {
      TableName: table.name,
      Item: writeItem("household", householdKey(after.householdId), after),
      ConditionExpression: `attribute_not_exists(pk) OR (version = :seen AND ${condition})`,
      ExpressionAttributeValues: { ...read, ...values({ ":seen": seen.version }) },
    },
  };
};
