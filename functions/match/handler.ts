import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoHouseholdIdentities } from "../../shared/store/household-identities.ts";
import { dynamoHouseholdJoins } from "../../shared/store/household-joins.ts";
import { dynamoInterests } from "../../shared/store/interests.ts";
import { dynamoMatches } from "../../shared/store/matches.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { createMatch } from "./match.ts";

const { ORIGIN, TABLE_NAME, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES, MATCHING_KEY } = readEnvironment("match");
const table = dynamoTable(TABLE_NAME);

export const handler = createMatch({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
  cases: dynamoCases(table),
  interests: dynamoInterests(table),
  joins: dynamoHouseholdJoins(table),
  matches: dynamoMatches(table),
  identities: dynamoHouseholdIdentities(table, secretReader(MATCHING_KEY)),
  schemes: dynamoSchemes(table),
});
