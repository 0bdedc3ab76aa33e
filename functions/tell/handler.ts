import { readEnvironment } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoLines } from "../../shared/store/lines.ts";
import { dynamoMessages } from "../../shared/store/messages.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { createTell } from "./tell.ts";

const { TABLE_NAME, ORIGIN, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES } = readEnvironment("tell");
const table = dynamoTable(TABLE_NAME);

export const handler = createTell({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
  cases: dynamoCases(table),
  lines: dynamoLines(table),
  messages: dynamoMessages(table),
});
