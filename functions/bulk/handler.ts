import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoInterests } from "../../shared/store/interests.ts";
import { accountsKeyIn } from "../../shared/store/matching-keys.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoRuns } from "../../shared/store/runs.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { dynamoWaitingLists } from "../../shared/store/waiting-list.ts";
import { createBulk } from "./bulk.ts";

const { ORIGIN, TABLE_NAME, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES, MATCHING_KEY } = readEnvironment("bulk");
const table = dynamoTable(TABLE_NAME);

export const handler = createBulk({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
  runs: dynamoRuns(table),
  cases: dynamoCases(table),
  interests: dynamoInterests(table),
  money: dynamoMoney(table),
  waitingLists: dynamoWaitingLists(table),
  schemes: dynamoSchemes(table),
  matchingKey: accountsKeyIn(secretReader(MATCHING_KEY)),
});
