import { readEnvironment } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { dynamoYearEnds } from "../../shared/store/year-ends.ts";
import { createYearEnd } from "./year-end.ts";

const { TABLE_NAME, ORIGIN, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES } = readEnvironment("yearEnd");
const table = dynamoTable(TABLE_NAME);

export const handler = createYearEnd({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
  schemes: dynamoSchemes(table),
  yearEnds: dynamoYearEnds(table),
});
