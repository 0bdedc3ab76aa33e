import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { withoutSdkLog } from "../without-sdk-log.ts";
import type { Table } from "./items.ts";

/** The one table by its name. */
export const dynamoTable = (name: string): Table => ({ client: withoutSdkLog(new DynamoDBClient()), name });
