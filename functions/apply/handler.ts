import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoApplications } from "../../shared/store/applications.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoCounts } from "../../shared/store/counts.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import { dynamoDrafts } from "../../shared/store/drafts.ts";
import { dynamoGazetteer } from "../../shared/store/gazetteer.ts";
import { dynamoHouseholdIdentities } from "../../shared/store/household-identities.ts";
import { accountsKeyIn } from "../../shared/store/matching-keys.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { ownList } from "../../shared/system.ts";
import { createApply } from "./apply.ts";
import { osPlaces } from "./os-places.ts";

const { TABLE_NAME, ORIGIN, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES, MATCHING_KEY, PLACES_URL, PLACES_KEY } =
  readEnvironment("apply");
const table = dynamoTable(TABLE_NAME);

export const handler = createApply({
  applications: dynamoApplications(table),
  counts: dynamoCounts(table),
  drafts: dynamoDrafts(table),
  identities: dynamoHouseholdIdentities(table, secretReader(MATCHING_KEY)),
  schemes: dynamoSchemes(table),
  directories: dynamoDirectories(table),
  matchingKey: accountsKeyIn(secretReader(MATCHING_KEY)),
  gazetteer: PLACES_URL === ownList ? dynamoGazetteer(table) : osPlaces(PLACES_URL, secretReader(PLACES_KEY)),
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
});
