import { type Application, personHelped } from "./application.ts";
import type { Case } from "./case.ts";
import { messageIdFor } from "./ids.ts";

export const messageTemplates = ["received", "awarded", "refused", "question"] as const;
export type MessageTemplate = (typeof messageTemplates)[number];

export type MessageChannel = "text" | "email";

export type Message = {
  readonly messageId: string;
  readonly caseId: string;
  readonly template: MessageTemplate;
  readonly channel: MessageChannel;
  readonly to: string;
  /** What fills the template's blanks. No reason, need or amount goes into a message that others may see. */
  readonly blanks: { readonly [blank: string]: string };
  readonly askedAt: string;
  readonly state: "pending" | "sending" | "sent" | "failed";
  readonly sentAt?: string;
};

/** The stream carries an item on within seconds, and has given up long before an hour has passed. */
const stuckAfterMs = 3_600_000;

/** Asked for so long ago that it will not arrive by itself: a person must see to it. */
export const isStuck = (askedAt: string, now: Date): boolean => now.getTime() - Date.parse(askedAt) > stuckAfterMs;

/** Neither sent nor known to have failed, although it should be one or the other by now. */
export const isLost = ({ state, askedAt }: Pick<Message, "state" | "askedAt">, now: Date): boolean =>
  (state === "pending" || state === "sending") && isStuck(askedAt, now);

/**
 * The channel for automatic messages, if any is safe. Someone who wrote how to reach them safely is
 * reached by a person who has read it, never by a machine.
 */
export const safeChannel = (contact: Application["contact"]): { channel: MessageChannel; to: string } | undefined => {
  if (contact.safety) return undefined;
  if (contact.ways.includes("text") && contact.phone) return { channel: "text", to: contact.phone };
  if (contact.ways.includes("email") && contact.email) return { channel: "email", to: contact.email };
  return undefined;
};

/** The message that a step of a case asks for; none where no channel is safe. Its id comes from the case's version. */
export const messageFor = (
  template: MessageTemplate,
  subject: Pick<Case, "caseId" | "version">,
  application: Application,
  now: Date,
  blanks: Message["blanks"] = {},
): Message | undefined => {
  const safe = safeChannel(application.contact);
  if (!safe) return undefined;
  return {
    messageId: messageIdFor(subject.caseId, subject.version),
    caseId: subject.caseId,
    template,
    ...safe,
    blanks: { reference: subject.caseId, name: personHelped(application).name, ...blanks },
    askedAt: now.toISOString(),
    state: "pending",
  };
};
