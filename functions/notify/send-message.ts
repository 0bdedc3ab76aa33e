import type { Message } from "../../shared/domain/case/message.ts";
import type { Messages } from "../../shared/store/messages.ts";
import type { Postbox } from "./postbox.ts";

export type SendOutcome = "sent" | "failed" | "alreadyDone";

export type SendMessagePorts = { readonly messages: Messages; readonly postbox: Postbox };

/**
 * Sends one message, once. It is marked before it is sent, so whoever meets the mark after a crash knows to ask the
 * message service first whether it got through.
 */
export const sendMessage = async (
  { caseId, messageId }: Pick<Message, "caseId" | "messageId">,
  at: string,
  { messages, postbox }: SendMessagePorts,
): Promise<SendOutcome> => {
  const claimed = await messages.claim(caseId, messageId);
  if (claimed.kind === "done") return "alreadyDone";
  const wasTaken = claimed.kind === "askFirst" && (await postbox.has(messageId));
  const outcome = wasTaken || (await postbox.send(claimed.message)) === "taken" ? "sent" : "failed";
  await messages.settle(caseId, messageId, outcome, at);
  return outcome;
};
