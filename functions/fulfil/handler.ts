import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDestinations } from "../../shared/store/destinations.ts";
import { dynamoLines } from "../../shared/store/lines.ts";
import { accountsKeyIn } from "../../shared/store/matching-keys.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { httpProvider } from "../line/http-provider.ts";
import { createFulfil } from "./fulfil.ts";

const { TABLE_NAME, ORIGIN, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES, PROVIDER_URL, PROVIDER_KEY, MATCHING_KEY } =
  readEnvironment("fulfil");
const table = dynamoTable(TABLE_NAME);

export const handler = createFulfil({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
  lines: dynamoLines(table),
  schemes: dynamoSchemes(table),
  provider: httpProvider(PROVIDER_URL, secretReader(PROVIDER_KEY)),
  destinations: dynamoDestinations(table),
  matchingKey: accountsKeyIn(secretReader(MATCHING_KEY)),
});
