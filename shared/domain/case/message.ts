import { type Application, personHelped } from "../application.ts";
import { addDays, formatDay, londonDay } from "../dates.ts";
import type { NextDate } from "../household/household.ts";
import { messageIdFor } from "../ids.ts";
import type { Scheme } from "../scheme/scheme.ts";
import type { Case, DecisionKind } from "./case.ts";

/** Every message, and what fills its blanks beside the reference and the name. */
type BlanksOf = {
  received: [];
  question: [];
  /** When the same can be asked for again, as in "from 1 December 2026". */
  awarded: [{ readonly againFrom: string }];
  /** Decided, and waiting for money: there is nothing for them to do meanwhile. */
  waits: [];
  /** Not eligible: from when they can ask again, in a sentence, and the last day to ask for a review. */
  refused: [{ readonly again: string; readonly reviewBy: string }];
  /** Not found ineligible: what happens now, in a sentence. */
  noMoneyLeft: [{ readonly whatNext: string }];
  closed: [];
  /** For the resident alone: a voucher or cash code, and the last day on which it can be used. */
  code: [{ readonly code: string; readonly useBy: string }];
};
export type MessageTemplate = keyof BlanksOf;

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
export const messageFor = <T extends MessageTemplate>(
  template: T,
  subject: Pick<Case, "caseId" | "version">,
  application: Application,
  now: Date,
  ...filled: BlanksOf[T]
): Message | undefined => {
  const safe = safeChannel(application.contact);
  const messageId = messageIdFor(subject.caseId, subject.version);
  const name = personHelped(application).name;
  return safe && messageTo(template, { messageId, caseId: subject.caseId, name, ...safe }, now, ...filled);
};

/** A message to somebody by a channel that is safe. */
export const messageTo = <T extends MessageTemplate>(
  template: T,
  { name, ...addressed }: Pick<Message, "messageId" | "caseId" | "channel" | "to"> & { readonly name: string },
  now: Date,
  ...filled: BlanksOf[T]
): Message => {
  const [blanks] = filled as readonly Message["blanks"][];
  return {
    ...addressed,
    template,
    blanks: { reference: addressed.caseId, name, ...blanks },
    askedAt: now.toISOString(),
    state: "pending",
  };
};

/** When the same can be asked for again, without a word of what it is. */
export const againFromWords = (nextDates: readonly NextDate[]): string => {
  const [soonest = "now", ...later] = [...new Set(nextDates.map(({ from }) => from ?? ""))]
    .sort()
    .map((from) => (from ? `from ${formatDay(from)}` : "now"));
  const last = later.at(-1);
  return last ? `${soonest} for some of it, and ${last} for ${later.length === 1 ? "the rest" : "all of it"}` : soonest;
};

const againSentence = (nextDates: readonly NextDate[]): string =>
  nextDates.some(({ from }) => from !== undefined)
    ? `You can ask for the same again ${againFromWords(nextDates)}.`
    : "You can ask again at any time.";

/** The message of a decision that gives no money: each kind has its own, since each leaves the person something else to do. */
export const refusalMessageFor = (
  kind: Exclude<DecisionKind, "awarded">,
  subject: Pick<Case, "caseId" | "version">,
  application: Application,
  { review }: Pick<Scheme, "review">,
  nextDates: readonly NextDate[],
  now: Date,
): Message | undefined => {
  const reviewBy = formatDay(addDays(londonDay(now), review.askWithinDays));
  switch (kind) {
    case "notEligible":
      return messageFor("refused", subject, application, now, { again: againSentence(nextDates), reviewBy });
    case "noMoneyLeft":
      return messageFor("noMoneyLeft", subject, application, now, { whatNext: whatNextWords(review.whenNoMoneyLeft, reviewBy) });
    case "closed":
      return messageFor("closed", subject, application, now);
  }
};

/** Somebody else may read it, so it does not say what there was too little of. */
const whatNextWords = (whenNoMoneyLeft: Scheme["review"]["whenNoMoneyLeft"], reviewBy: string): string => {
  switch (whenNoMoneyLeft) {
    case "review":
      return `You can ask us to look at it again, by ${reviewBy}.`;
    case "waits":
      return "We keep what you sent us and look at it again. You do not need to send it again.";
    case "none":
      return "You can send us a new one at any time.";
  }
};
