import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoRegisters } from "../../shared/store/registers.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { createRegisters } from "./registers.ts";

const { ORIGIN, TABLE_NAME, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES, MATCHING_KEY } = readEnvironment("registers");
const table = dynamoTable(TABLE_NAME);

export const handler = createRegisters({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
  registers: dynamoRegisters(table, secretReader(MATCHING_KEY)),
});
