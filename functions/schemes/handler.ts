import { readEnvironment } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import { dynamoSchemeDrafts } from "../../shared/store/scheme-drafts.ts";
import { dynamoSchemeTrials } from "../../shared/store/scheme-trials.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { createSchemes } from "./schemes.ts";

const { TABLE_NAME, ORIGIN, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES } = readEnvironment("schemes");
const table = dynamoTable(TABLE_NAME);

export const handler = createSchemes({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
  schemes: dynamoSchemes(table),
  directories: dynamoDirectories(table),
  drafts: dynamoSchemeDrafts(table),
  trials: dynamoSchemeTrials(table),
});
