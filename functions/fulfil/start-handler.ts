import { readEnvironment } from "../../shared/environment.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoLines } from "../../shared/store/lines.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { sqsConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { createStart } from "./start-lines.ts";

const environment = readEnvironment("startLines");
const table = dynamoTable(environment.TABLE_NAME);

export const handler = createStart({
  awards: dynamoAwards(table),
  lines: dynamoLines(table),
  schemes: dynamoSchemes(table),
  queue: sqsConsumedQueue("startLines", table, environment),
});
