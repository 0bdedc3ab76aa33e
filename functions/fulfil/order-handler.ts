import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDestinations } from "../../shared/store/destinations.ts";
import { dynamoLines } from "../../shared/store/lines.ts";
import { accountsKeyIn } from "../../shared/store/matching-keys.ts";
import { sqsConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { httpProvider } from "../line/http-provider.ts";
import { createOrder } from "./order.ts";

const environment = readEnvironment("sendOrders");
const { TABLE_NAME, PROVIDER_URL, PROVIDER_KEY, MATCHING_KEY } = environment;
const table = dynamoTable(TABLE_NAME);

export const handler = createOrder({
  lines: dynamoLines(table),
  provider: httpProvider(PROVIDER_URL, secretReader(PROVIDER_KEY)),
  destinations: dynamoDestinations(table),
  matchingKey: accountsKeyIn(secretReader(MATCHING_KEY)),
  queue: sqsConsumedQueue("sendOrders", table, environment),
});
