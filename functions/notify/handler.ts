import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoMessages } from "../../shared/store/messages.ts";
import { createNotify } from "./notify.ts";
import { notifyPostbox } from "./notify-postbox.ts";

const { TABLE_NAME, NOTIFY_URL, NOTIFY_KEY } = readEnvironment("sendMessages");

export const handler = createNotify({
  messages: dynamoMessages(dynamoTable(TABLE_NAME)),
  postbox: notifyPostbox(NOTIFY_URL, secretReader(NOTIFY_KEY)),
});
