import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

const client = new DynamoDBClient();

/** The least that a function of this service can be: an unused client for its table. */
export const handler = async () => ({ client: client.config.serviceId });
