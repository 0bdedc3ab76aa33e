import { readEnvironment } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { s3ExportFiles } from "../../shared/store/export-files.ts";
import { dynamoExports } from "../../shared/store/exports.ts";
import { dynamoReturns } from "../../shared/store/returns.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { createExports } from "./exports.ts";

const { TABLE_NAME, ORIGIN, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES, EXPORTS_BUCKET } = readEnvironment("exports");
const table = dynamoTable(TABLE_NAME);

export const handler = createExports({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
  exports: dynamoExports(table),
  files: s3ExportFiles(EXPORTS_BUCKET),
  schemes: dynamoSchemes(table),
  returns: dynamoReturns(table),
});
