import { readEnvironment } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoBudgetChanges } from "../../shared/store/budget-changes.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { createBudget } from "./budget.ts";

const { TABLE_NAME, ORIGIN, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES } = readEnvironment("budget");
const table = dynamoTable(TABLE_NAME);

export const handler = createBudget({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
  schemes: dynamoSchemes(table),
  money: dynamoMoney(table),
  changes: dynamoBudgetChanges(table),
});
