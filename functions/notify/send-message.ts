import { council } from "../../shared/council.ts";
import { type HeldCause, isOursToMend } from "../../shared/domain/case/held-message.ts";
import { canBeSent, type Message, type MessageToSend, type SafeWay, type TriedWay } from "../../shared/domain/case/message.ts";
import { addDays, londonDay, startOfDay } from "../../shared/domain/dates.ts";
import { partsOfMessageId } from "../../shared/domain/ids.ts";
import { log } from "../../shared/http/log.ts";
import { contactDestination } from "../../shared/store/destinations.ts";
import type { Claimed, Messages } from "../../shared/store/messages.ts";
import type { Texts } from "../../shared/store/texts.ts";

export type PostboxAnswer =
  | { readonly kind: "taken" }
  /** This recipient can be sent nothing. */
  | { readonly kind: "recipientWrong" }
  | { readonly kind: "held"; readonly cause: HeldCause; readonly until: Date };

/** The message service. A failure that may pass is thrown, so that the message is tried again. */
export type Postbox = {
  send(message: MessageToSend, reference: string, now: Date): Promise<PostboxAnswer>;
  has(reference: string): Promise<boolean>;
};

export type SendMessagePorts = {
  readonly messages: Messages;
  readonly postbox: Postbox;
  readonly texts: Texts;
  readonly matchingKey: () => Promise<string>;
  /** The way to try once a message's own way is of no use; none where no other is safe. */
  readonly otherWay: (message: Message) => Promise<SafeWay | undefined>;
  /** Whether a message that waited still says what is so. */
  readonly isStillSo: (message: Message) => Promise<boolean>;
  /** Whether nobody but people who have left the household gave the phone or email of a message that waited. */
  readonly isGone: (message: Message) => Promise<boolean>;
};

export type SendOutcome = "sent" | "failed" | "held" | "alreadyDone";

/** Each way of a message has a reference of its own, so that a late receipt of the first is not taken for the second's. */
export const referenceOf = ({ messageId, tried }: Pick<Message, "messageId" | "tried">): string => (tried ? `${messageId}-2` : messageId);

/** The message of a reference, and whether it was its second way. */
export const messageOfReference = (reference: string): { readonly messageId: string; readonly isSecondWay: boolean } | undefined => {
  if (partsOfMessageId(reference)) return { messageId: reference, isSecondWay: false };
  const first = reference.endsWith("-2") ? reference.slice(0, -2) : "";
  return partsOfMessageId(first) ? { messageId: first, isSecondWay: true } : undefined;
};

/** Sends one message, once. It is marked first, so a retry after a crash asks the service whether it took the message. */
export const sendMessage = async (
  { caseId, messageId }: Pick<Message, "caseId" | "messageId">,
  now: Date,
  ports: SendMessagePorts,
): Promise<SendOutcome> => sendTaken(await ports.messages.claim(caseId, messageId), now, ports);

/** Sends what somebody has taken for sending. */
export const sendTaken = async (claimed: Claimed, now: Date, ports: SendMessagePorts): Promise<SendOutcome> => {
  if (claimed.kind === "done" || !canBeSent(claimed.message)) return "alreadyDone";
  const { message } = claimed;
  const at = now.toISOString();
  if (claimed.kind === "askFirst" && (await ports.postbox.has(referenceOf(message)))) {
    await ports.messages.settle(message, { state: "sent", at });
    return "sent";
  }
  if (message.held && !(await ports.isStillSo(message))) {
    await ports.messages.settle(message, { state: "failed", at, because: "codeTakenBack" });
    return "failed";
  }
  if (message.held && (await ports.isGone(message))) {
    await ports.messages.settle(message, { state: "failed", at, because: "leftHousehold" });
    return "failed";
  }
  if (isToChangeWay(message)) return tryOtherWay(message, "notDelivered", now, ports);
  return post(message, now, ports);
};

/** It was sent and did not arrive, and since then no other way was chosen. */
const isToChangeWay = ({ held, tried }: Message): boolean => held?.cause === "notDelivered" && (tried?.at ?? "") < held.since;

const post = async (message: MessageToSend, now: Date, ports: SendMessagePorts): Promise<SendOutcome> => {
  const { messages, postbox } = ports;
  if (!(await mayText(message, now, ports))) return hold(message, "numberLimit", startOfDay(addDays(londonDay(now), 1)), now, messages);
  const answer = await postbox.send(message, referenceOf(message), now);
  switch (answer.kind) {
    case "taken":
      await messages.settle(message, { state: "sent", at: now.toISOString() });
      return "sent";
    case "held":
      return hold(message, answer.cause, answer.until, now, messages);
    case "recipientWrong":
      return tryOtherWay(message, "notTaken", now, ports);
  }
};

const hold = async (message: Message, cause: HeldCause, until: Date, now: Date, messages: Messages): Promise<SendOutcome> => {
  if (isOursToMend(cause)) log.error("held", { messageId: message.messageId, cause });
  await messages.hold(message, { cause, since: message.held?.since ?? now.toISOString(), until: until.toISOString() });
  return "held";
};

/** Once only: after a second way a person tells them. */
const tryOtherWay = async (
  message: MessageToSend,
  because: TriedWay["because"],
  now: Date,
  ports: SendMessagePorts,
): Promise<SendOutcome> => {
  const at = now.toISOString();
  const way = message.tried ? undefined : await ports.otherWay(message);
  if (!way) {
    await ports.messages.settle(message, { state: "failed", at, because });
    return "failed";
  }
  const tried = { channel: message.channel, at, because };
  return (await ports.messages.changeWay(message, way, tried)) ? post({ ...message, ...way, tried }, now, ports) : "alreadyDone";
};

/** Somebody who helps many people may have one number for all of them. */
const mayText = async (message: MessageToSend, now: Date, { texts, matchingKey }: SendMessagePorts): Promise<boolean> => {
  const { channel, to } = message;
  if (channel !== "text") return true;
  const { hash } = contactDestination(await matchingKey(), { channel, to });
  return texts.note({ phoneHash: hash, messageId: message.messageId, now, most: council.textsToOneNumberADay });
};
