import { readEnvironment } from "../../shared/environment.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDecidedCases } from "../../shared/store/decided-cases.ts";
import { dynamoSchemeTrials } from "../../shared/store/scheme-trials.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { sqsConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { createTryScheme } from "./try-scheme.ts";

const environment = readEnvironment("tryScheme");
const table = dynamoTable(environment.TABLE_NAME);

export const handler = createTryScheme({
  trials: dynamoSchemeTrials(table),
  decidedCases: dynamoDecidedCases(table),
  schemes: dynamoSchemes(table),
  queue: sqsConsumedQueue("tryScheme", table, environment),
});
