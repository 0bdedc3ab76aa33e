import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoHouseholdIdentities } from "../../shared/store/household-identities.ts";
import { dynamoHouseholdJoins } from "../../shared/store/household-joins.ts";
import { dynamoHouseholdRecords } from "../../shared/store/household-records.ts";
import { dynamoMatches } from "../../shared/store/matches.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { createHousehold } from "./household.ts";

const { ORIGIN, TABLE_NAME, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES, MATCHING_KEY } = readEnvironment("household");
const table = dynamoTable(TABLE_NAME);
const identities = dynamoHouseholdIdentities(table, secretReader(MATCHING_KEY));

export const handler = createHousehold({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
  cases: dynamoCases(table),
  identities,
  records: dynamoHouseholdRecords(table, identities),
  joins: dynamoHouseholdJoins(table),
  matches: dynamoMatches(table),
  schemes: dynamoSchemes(table),
});
