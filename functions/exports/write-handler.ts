import { readEnvironment } from "../../shared/environment.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import { s3ExportFiles } from "../../shared/store/export-files.ts";
import { dynamoExportRows } from "../../shared/store/export-rows.ts";
import { dynamoExports } from "../../shared/store/exports.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoPayments } from "../../shared/store/payments.ts";
import { dynamoReferrals } from "../../shared/store/referrals.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { sqsConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { createWriteExports } from "./write-exports.ts";

const environment = readEnvironment("writeExports");
const table = dynamoTable(environment.TABLE_NAME);

export const handler = createWriteExports({
  exports: dynamoExports(table),
  files: s3ExportFiles(environment.EXPORTS_BUCKET),
  rows: dynamoExportRows(table),
  money: dynamoMoney(table),
  cases: dynamoCases(table),
  payments: dynamoPayments(table),
  referrals: dynamoReferrals(table),
  directories: dynamoDirectories(table),
  schemes: dynamoSchemes(table),
  queue: sqsConsumedQueue("writeExports", table, environment),
});
