import { readEnvironment } from "../../shared/environment.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoReferrals } from "../../shared/store/referrals.ts";
import { sqsConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { createDeliver } from "./deliver.ts";

const environment = readEnvironment("deliverReferrals");
const table = dynamoTable(environment.TABLE_NAME);

export const handler = createDeliver({
  referrals: dynamoReferrals(table),
  queue: sqsConsumedQueue("deliverReferrals", table, environment),
});
