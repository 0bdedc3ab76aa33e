import { readEnvironment } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoBudgetChanges } from "../../shared/store/budget-changes.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoCounts } from "../../shared/store/counts.ts";
import { dynamoGauges } from "../../shared/store/gauges.ts";
import { dynamoLineBooks } from "../../shared/store/line-book.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoNights } from "../../shared/store/nights.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { dynamoToDos } from "../../shared/store/to-dos.ts";
import { dynamoWaitingLists } from "../../shared/store/waiting-list.ts";
import { createReport } from "./report.ts";

const { TABLE_NAME, ORIGIN, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES } = readEnvironment("report");
const table = dynamoTable(TABLE_NAME);

export const handler = createReport({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
  money: dynamoMoney(table),
  counts: dynamoCounts(table),
  waitingLists: dynamoWaitingLists(table),
  nights: dynamoNights(table),
  changes: dynamoBudgetChanges(table),
  schemes: dynamoSchemes(table),
  gauges: dynamoGauges(table),
  toDos: dynamoToDos(table),
  lineBooks: dynamoLineBooks(table),
});
