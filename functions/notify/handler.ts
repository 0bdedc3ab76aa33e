import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoMessages } from "../../shared/store/messages.ts";
import { sqsConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { createNotify } from "./notify.ts";
import { notifyPostbox } from "./notify-postbox.ts";

const environment = readEnvironment("sendMessages");
const { TABLE_NAME, NOTIFY_URL, NOTIFY_KEY } = environment;
const table = dynamoTable(TABLE_NAME);

export const handler = createNotify({
  messages: dynamoMessages(table),
  postbox: notifyPostbox(NOTIFY_URL, secretReader(NOTIFY_KEY)),
  queue: sqsConsumedQueue("sendMessages", table, environment),
});
