import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoRegisters } from "../../shared/store/registers.ts";
import { sqsConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { createLoadRegisters } from "./load-registers.ts";

const environment = readEnvironment("loadRegisters");
const table = dynamoTable(environment.TABLE_NAME);

export const handler = createLoadRegisters({
  registers: dynamoRegisters(table, secretReader(environment.MATCHING_KEY)),
  queue: sqsConsumedQueue("loadRegisters", table, environment),
});
