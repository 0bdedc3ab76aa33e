import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { dynamoApprovals } from "../../shared/store/approvals.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoLines } from "../../shared/store/lines.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoPayments } from "../../shared/store/payments.ts";
import { dynamoRuns } from "../../shared/store/runs.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoYearEnds } from "../../shared/store/year-ends.ts";
import { sqsConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { httpProvider } from "../line/http-provider.ts";
import { createCloseYear } from "./close-year.ts";

const environment = readEnvironment("closeYear");
const table = dynamoTable(environment.TABLE_NAME);

export const handler = createCloseYear({
  yearEnds: dynamoYearEnds(table),
  cases: dynamoCases(table),
  lines: dynamoLines(table),
  approvals: dynamoApprovals(table),
  runs: dynamoRuns(table),
  payments: dynamoPayments(table),
  money: dynamoMoney(table),
  schemes: dynamoSchemes(table),
  provider: httpProvider(environment.PROVIDER_URL, secretReader(environment.PROVIDER_KEY)),
  queue: sqsConsumedQueue("closeYear", table, environment),
});
