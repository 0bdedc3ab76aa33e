import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

const client = new DynamoDBClient();

/** The least that a function of this service could be: a client for its table, and nothing done with it. */
export const handler = async () => ({ client: client.config.serviceId });
