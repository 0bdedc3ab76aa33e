import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Table } from "./items.ts";

/**
 * The one table by its name. The SDK's own logging is taken out: it copies everything sent and received for a log
 * that nobody keeps, which costs a fifth of a call's time on our side and could one day write down a person's answers.
 */
export const dynamoTable = (name: string): Table => {
  const client = new DynamoDBClient();
  client.middlewareStack.remove("loggerMiddleware");
  return { client, name };
};
