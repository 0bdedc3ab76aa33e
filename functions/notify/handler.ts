import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { accountsKeyIn } from "../../shared/store/matching-keys.ts";
import { sqsConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { createNotify } from "./notify.ts";
import { notifyPostbox } from "./notify-postbox.ts";
import { sendingWith } from "./sending-with.ts";

const environment = readEnvironment("sendMessages");
const { TABLE_NAME, NOTIFY_URL, NOTIFY_KEY, MATCHING_KEY } = environment;
const table = dynamoTable(TABLE_NAME);
const postbox = notifyPostbox(NOTIFY_URL, secretReader(NOTIFY_KEY));

export const handler = createNotify({
  ...sendingWith(table, postbox, accountsKeyIn(secretReader(MATCHING_KEY))),
  queue: sqsConsumedQueue("sendMessages", table, environment),
});
