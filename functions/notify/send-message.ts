import { canBeSent, type Message, type MessageToSend } from "../../shared/domain/case/message.ts";
import type { Messages } from "../../shared/store/messages.ts";

/** The message service. A failure that may pass is thrown, so that SQS delivers the message again. */
export type Postbox = {
  /** A refused message will never be taken. */
  send(message: MessageToSend): Promise<"taken" | "refused">;
  has(messageId: string): Promise<boolean>;
};

export type SendMessagePorts = { readonly messages: Messages; readonly postbox: Postbox };

/** Sends one message, once. It is marked first, so a retry after a crash asks the service whether it took the message. */
export const sendMessage = async (
  { caseId, messageId }: Pick<Message, "caseId" | "messageId">,
  at: string,
  { messages, postbox }: SendMessagePorts,
): Promise<"sent" | "failed" | "alreadyDone"> => {
  const claimed = await messages.claim(caseId, messageId);
  if (claimed.kind === "done" || !canBeSent(claimed.message)) return "alreadyDone";
  const { message } = claimed;
  const wasTaken = claimed.kind === "askFirst" && (await postbox.has(messageId));
  const outcome = wasTaken || (await postbox.send(message)) === "taken" ? "sent" : "failed";
  await messages.settle(message, outcome, at);
  return outcome;
};
