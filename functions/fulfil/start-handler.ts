import { readEnvironment } from "../../shared/environment.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoLines } from "../../shared/store/lines.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { createStart } from "./start.ts";

const { TABLE_NAME } = readEnvironment("startLines");
const table = dynamoTable(TABLE_NAME);

export const handler = createStart({ awards: dynamoAwards(table), lines: dynamoLines(table), schemes: dynamoSchemes(table) });
