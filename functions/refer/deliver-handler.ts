import { readEnvironment } from "../../shared/environment.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoReferrals } from "../../shared/store/referrals.ts";
import { createDeliver } from "./deliver.ts";

const { TABLE_NAME } = readEnvironment("deliverReferrals");

export const handler = createDeliver({ referrals: dynamoReferrals(dynamoTable(TABLE_NAME)) });
