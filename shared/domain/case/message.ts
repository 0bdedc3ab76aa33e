import { type Application, personHelped } from "../application.ts";
import { addDays, formatDay, londonDay } from "../dates.ts";
import type { NextDate } from "../household/household.ts";
import { messageIdFor } from "../ids.ts";
import type { Scheme } from "../scheme/scheme.ts";
import type { Case, DecisionKind } from "./case.ts";

/** Every message, and its blanks besides the reference and the name. */
type BlanksOf = {
  received: [];
  question: [];
  /** Fits after "again", as in "from 1 December 2026". */
  awarded: [{ readonly againFrom: string }];
  waits: [];
  /** A sentence, and the last day to ask for a review. */
  refused: [{ readonly again: string; readonly reviewBy: string }];
  noMoneyLeft: [{ readonly whatNext: string }];
  closed: [];
  /** A voucher or cash code, for the resident alone. */
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
  /** Others may see a message, so no reason, need or amount goes into it. */
  readonly blanks: { readonly [blank: string]: string };
  readonly askedAt: string;
  readonly state: "pending" | "sending" | "sent" | "failed";
  readonly sentAt?: string;
};

/** The stream delivers within seconds, and has given up long before an hour has passed. */
const stuckAfterMs = 3_600_000;

/** Too old to be delivered by itself: a person must see to it. */
export const isStuck = (askedAt: string, now: Date): boolean => now.getTime() - Date.parse(askedAt) > stuckAfterMs;

export const isLost = ({ state, askedAt }: Pick<Message, "state" | "askedAt">, now: Date): boolean =>
  (state === "pending" || state === "sending") && isStuck(askedAt, now);

/** The channel for automatic messages. None for a resident who wrote how to reach them safely: a person must read that first. */
export const safeChannel = (contact: Application["contact"]): { channel: MessageChannel; to: string } | undefined => {
  if (contact.safety) return undefined;
  if (contact.ways.includes("text") && contact.phone) return { channel: "text", to: contact.phone };
  if (contact.ways.includes("email") && contact.email) return { channel: "email", to: contact.email };
  return undefined;
};

/** The message of a step, where a channel is safe. Its id comes from the case's version, so the same step makes it once. */
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

/** Says when the resident can ask again, without a word of what for. */
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

/** Each kind of refusal has its own message, since each leaves the resident something else to do. */
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

/** Others may read it, so it does not mention money. */
const whatNextWords = (whenNoMoneyLeft: Scheme["review"]["whenNoMoneyLeft"], reviewBy: string): string => {
  switch (whenNoMoneyLeft) {
    case "review":
      return `You can ask us to look at it again, by ${reviewBy}.`;
    // A case that was refused is closed and waits for nothing, whatever its scheme says of others.
    case "waits":
    case "none":
      return "You can send us a new one at any time.";
  }
};
