import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { dynamoApplications } from "../../../shared/store/applications.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoBooks } from "../../../shared/store/books.ts";
import { dynamoBudgetChanges } from "../../../shared/store/budget-changes.ts";
import { dynamoBudgetDays } from "../../../shared/store/budget-days.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoCounts } from "../../../shared/store/counts.ts";
import { dynamoDecidedCases } from "../../../shared/store/decided-cases.ts";
import { dynamoDirectories, dynamoDirectoryDrafts } from "../../../shared/store/directories.ts";
import { dynamoDrafts } from "../../../shared/store/drafts.ts";
import { dynamoGauges } from "../../../shared/store/gauges.ts";
import { dynamoKnownPeople } from "../../../shared/store/known-people.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { dynamoMessages } from "../../../shared/store/messages.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoNights } from "../../../shared/store/nights.ts";
import { dynamoPayees } from "../../../shared/store/payees.ts";
import { dynamoPayments } from "../../../shared/store/payments.ts";
import { dynamoReferrals } from "../../../shared/store/referrals.ts";
import { dynamoRunAwards } from "../../../shared/store/run-awards.ts";
import { dynamoRuns } from "../../../shared/store/runs.ts";
import { dynamoSchemeDrafts } from "../../../shared/store/scheme-drafts.ts";
import { dynamoSchemeTrials } from "../../../shared/store/scheme-trials.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { dynamoSharedAccounts } from "../../../shared/store/shared-accounts.ts";

const readme = readFileSync(fileURLToPath(new URL("../../../shared/README.md", import.meta.url)), "utf8");
const table = { client: new DynamoDBClient({ region: "eu-west-2" }), name: "never-called" };

const stores = {
  dynamoApplications,
  dynamoAwards,
  dynamoBooks,
  dynamoBudgetChanges,
  dynamoBudgetDays,
  dynamoCases,
  dynamoCounts,
  dynamoDecidedCases,
  dynamoDirectories,
  dynamoDirectoryDrafts,
  dynamoDrafts,
  dynamoKnownPeople,
  dynamoLines,
  dynamoGauges,
  dynamoMessages,
  dynamoMoney,
  dynamoNights,
  dynamoPayees,
  dynamoPayments,
  dynamoReferrals,
  dynamoRunAwards,
  dynamoRuns,
  dynamoSchemeDrafts,
  dynamoSchemeTrials,
  dynamoSchemes,
  dynamoSessions,
  dynamoSharedAccounts,
};

test("shared/README.md lists every access pattern that the stores serve, and no other", () => {
  const served = Object.entries(stores).flatMap(([name, create]) => Object.keys(create(table)).map((method) => `${name}.${method}`));
  const listed = [...readme.matchAll(/`(dynamo\w+\.\w+)`/g)].map(([, pattern]) => pattern);
  expect(listed.sort()).toEqual(served.sort());
});
