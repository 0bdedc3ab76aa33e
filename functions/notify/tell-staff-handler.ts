import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoToDoMessages } from "../../shared/store/to-do-messages.ts";
import { dynamoToDos } from "../../shared/store/to-dos.ts";
import { notifyPostbox } from "./notify-postbox.ts";
import { createTellStaff } from "./tell-staff.ts";

const { TABLE_NAME, NOTIFY_URL, NOTIFY_KEY } = readEnvironment("tellStaff");
const table = dynamoTable(TABLE_NAME);

export const handler = createTellStaff({
  messages: dynamoToDoMessages(table),
  toDos: dynamoToDos(table),
  schemes: dynamoSchemes(table),
  postbox: notifyPostbox(NOTIFY_URL, secretReader(NOTIFY_KEY)),
});
