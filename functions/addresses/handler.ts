import { readEnvironment } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoAddressLists } from "../../shared/store/gazetteer.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { createAddresses } from "./addresses.ts";

const { TABLE_NAME, ORIGIN, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES } = readEnvironment("addresses");
const table = dynamoTable(TABLE_NAME);

export const handler = createAddresses({
  origin: ORIGIN,
  lists: dynamoAddressLists(table),
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
});
