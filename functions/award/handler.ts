import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoApprovals } from "../../shared/store/approvals.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import { dynamoLines } from "../../shared/store/lines.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoRegisters } from "../../shared/store/registers.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { createAward } from "./award.ts";

const { ORIGIN, TABLE_NAME, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES, MATCHING_KEY } = readEnvironment("award");
const table = dynamoTable(TABLE_NAME);

export const handler = createAward({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
  cases: dynamoCases(table),
  awards: dynamoAwards(table),
  lines: dynamoLines(table),
  approvals: dynamoApprovals(table),
  money: dynamoMoney(table),
  registers: dynamoRegisters(table, secretReader(MATCHING_KEY)),
  schemes: dynamoSchemes(table),
  directories: dynamoDirectories(table),
});
