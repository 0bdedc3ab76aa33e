import { readEnvironment } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import { dynamoLineBooks } from "../../shared/store/line-book.ts";
import { dynamoReferrals } from "../../shared/store/referrals.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { dynamoStatements } from "../../shared/store/statements.ts";
import { createStatement } from "./statement.ts";

const { TABLE_NAME, ORIGIN, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES } = readEnvironment("statement");
const table = dynamoTable(TABLE_NAME);

export const handler = createStatement({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
  statements: dynamoStatements(table),
  schemes: dynamoSchemes(table),
  directories: dynamoDirectories(table),
  referrals: dynamoReferrals(table),
  books: dynamoLineBooks(table),
});
