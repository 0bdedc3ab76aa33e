import { readEnvironment } from "../../shared/environment.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoLineBooks } from "../../shared/store/line-book.ts";
import { dynamoReturns } from "../../shared/store/returns.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { sqsConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { createCountReturn } from "./count-return.ts";

const environment = readEnvironment("countReturn");
const table = dynamoTable(environment.TABLE_NAME);

export const handler = createCountReturn({
  returns: dynamoReturns(table),
  schemes: dynamoSchemes(table),
  books: dynamoLineBooks(table),
  queue: sqsConsumedQueue("countReturn", table, environment),
});
