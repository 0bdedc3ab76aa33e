import { dynamoHouseholdIdentities, type HouseholdIdentities } from "../../shared/store/household-identities.ts";
import type { Table } from "../../shared/store/items.ts";

/** Stored identities of households, under a matching key of the tests. */
export const identitiesOn = (table: Table, secret = "matching-key"): HouseholdIdentities =>
  dynamoHouseholdIdentities(table, async () => secret);
