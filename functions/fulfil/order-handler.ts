import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoLines } from "../../shared/store/lines.ts";
import { httpProvider } from "./http-provider.ts";
import { createOrder } from "./order.ts";

const { TABLE_NAME, PROVIDER_URL, PROVIDER_KEY } = readEnvironment("sendOrders");

export const handler = createOrder({
  lines: dynamoLines(dynamoTable(TABLE_NAME)),
  provider: httpProvider(PROVIDER_URL, secretReader(PROVIDER_KEY)),
});
