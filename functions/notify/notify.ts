import { readItem } from "../../shared/store/items.ts";
import { consume } from "../../shared/stream/consume.ts";
import type { ConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { type SendMessagePorts, sendMessage } from "./send-message.ts";

export const createNotify = ({ queue, ...ports }: SendMessagePorts & { readonly queue: ConsumedQueue }) =>
  consume(
    "sendMessages",
    async ({ item, now }) => {
      const { caseId, messageId, template, channel } = readItem("message", item);
      const outcome = await sendMessage({ caseId, messageId }, now, ports);
      return { messageId, template, channel, outcome };
    },
    queue,
  );
