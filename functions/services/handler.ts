import { readEnvironment } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDirectories, dynamoDirectoryDrafts } from "../../shared/store/directories.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { createServices } from "./services.ts";

const { TABLE_NAME, ORIGIN, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES } = readEnvironment("services");
const table = dynamoTable(TABLE_NAME);

export const handler = createServices({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
  directories: dynamoDirectories(table),
  drafts: dynamoDirectoryDrafts(table),
});
