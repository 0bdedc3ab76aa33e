import { readEnvironment } from "../../shared/environment.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoMoneyQueue } from "../../shared/store/money-queue.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { sqsConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { createServe } from "./serve.ts";

const environment = readEnvironment("serveQueue");
const table = dynamoTable(environment.TABLE_NAME);

export const handler = createServe({
  cases: dynamoCases(table),
  awards: dynamoAwards(table),
  queue: dynamoMoneyQueue(table),
  schemes: dynamoSchemes(table),
  messages: sqsConsumedQueue("serveQueue", table, environment),
});
