import { readEnvironment } from "../../shared/environment.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoWaitingLists } from "../../shared/store/waiting-list.ts";
import { sqsConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { createServe } from "./serve.ts";

const environment = readEnvironment("serveWaitingList");
const table = dynamoTable(environment.TABLE_NAME);

export const handler = createServe({
  cases: dynamoCases(table),
  awards: dynamoAwards(table),
  waitingLists: dynamoWaitingLists(table),
  schemes: dynamoSchemes(table),
  messages: sqsConsumedQueue("serveWaitingList", table, environment),
});
