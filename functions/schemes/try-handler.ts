import { readEnvironment } from "../../shared/environment.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDecidedCases } from "../../shared/store/decided-cases.ts";
import { dynamoSchemeTrials } from "../../shared/store/scheme-trials.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { createTryScheme } from "./try-scheme.ts";

const { TABLE_NAME } = readEnvironment("tryScheme");
const table = dynamoTable(TABLE_NAME);

export const handler = createTryScheme({
  trials: dynamoSchemeTrials(table),
  decidedCases: dynamoDecidedCases(table),
  schemes: dynamoSchemes(table),
});
