import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { accountsKeyIn } from "../../shared/store/matching-keys.ts";
import { notifyPostbox } from "./notify-postbox.ts";
import { createSendHeld } from "./send-held.ts";
import { sendingWith } from "./sending-with.ts";

const { TABLE_NAME, NOTIFY_URL, NOTIFY_KEY, MATCHING_KEY } = readEnvironment("sendHeldMessages");
const postbox = notifyPostbox(NOTIFY_URL, secretReader(NOTIFY_KEY));

export const handler = createSendHeld({
  ...sendingWith(dynamoTable(TABLE_NAME), postbox, accountsKeyIn(secretReader(MATCHING_KEY))),
  reports: postbox,
});
