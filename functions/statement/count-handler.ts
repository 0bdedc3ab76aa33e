import { readEnvironment } from "../../shared/environment.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import { dynamoLineBooks } from "../../shared/store/line-book.ts";
import { dynamoReferrals } from "../../shared/store/referrals.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoStatements } from "../../shared/store/statements.ts";
import { sqsConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { createCountStatement } from "./count-statement.ts";

const environment = readEnvironment("countStatement");
const table = dynamoTable(environment.TABLE_NAME);

export const handler = createCountStatement({
  statements: dynamoStatements(table),
  schemes: dynamoSchemes(table),
  directories: dynamoDirectories(table),
  referrals: dynamoReferrals(table),
  books: dynamoLineBooks(table),
  queue: sqsConsumedQueue("countStatement", table, environment),
});
