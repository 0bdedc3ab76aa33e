import { type Application, personHelped } from "../application.ts";
import type { AwardLine } from "../award/award.ts";
import type { Payee } from "../bank/payee.ts";
import { addDays, formatDay, londonDay } from "../dates.ts";
import { type Directory, type Service, type ServiceCode, servicesToTellOf } from "../directory/directory.ts";
import { messageIdFor } from "../ids.ts";
import { addPence, formatPounds } from "../money.ts";
import { canBeTexted } from "../phone-digits.ts";
import type { Actor } from "../principal.ts";
import type { NextDate } from "../rules/next-dates.ts";
import type { Scheme } from "../scheme/scheme.ts";
import type { Case, DecisionKind } from "./case.ts";
import type { Held } from "./held-message.ts";

/** Every message, and its blanks besides the reference and the name. Each is a sentence or more, and none is ever empty. */
type BlanksOf = {
  received: [];
  question: [{ readonly question: string }];
  /** `help` is what they get and how. `next` is when they can ask again, and other services. */
  awarded: [{ readonly help: string; readonly next: string }];
  waits: [{ readonly help: string; readonly next: string }];
  refused: [{ readonly reasons: string; readonly next: string; readonly reviewBy: string }];
  noMoneyLeft: [{ readonly next: string }];
  closed: [{ readonly reasons: string; readonly next: string }];
  /** A voucher or cash code, for the resident alone. */
  code: [{ readonly item: string; readonly amount: string; readonly code: string; readonly where: string; readonly useBy: string }];
};
export type MessageTemplate = keyof BlanksOf;
type Filled = { readonly [T in MessageTemplate]: BlanksOf[T] };

export type MessageChannel = "text" | "email";

/** Why a person has to tell the resident. */
export const toTellReasons = {
  asksForCare: "They, or somebody in their household, said how to be contacted safely. Read that first",
  noSafeChannel: "They called neither texts nor emails safe",
  tooLong: "It is too long for a text",
  notTaken: "The message could not be sent",
  notDelivered: "The message was sent, and did not arrive",
  leftHousehold: "It was for a phone or email that only somebody gave who has left the household",
  codeTakenBack: "The code in it was used or taken back before it could be sent",
} as const;
export type ToTellReason = keyof typeof toTellReasons;

export const waysOfTelling = {
  phone: "By phone",
  letter: "By letter",
  inPerson: "In person",
  through: "Through somebody they trust",
} as const;
export type WayOfTelling = keyof typeof waysOfTelling;

export type Told = { readonly by: Actor; readonly at: string; readonly how: WayOfTelling };

export type MessageState = "pending" | "sending" | "held" | "sent" | "failed" | "toTell" | "told";

/** A safe way that was tried before the present one. */
export type TriedWay = { readonly channel: MessageChannel; readonly at: string; readonly because: "notTaken" | "notDelivered" };

export type Message = {
  readonly messageId: string;
  readonly caseId: string;
  readonly template: MessageTemplate;
  /** Absent where no channel is safe. */
  readonly channel?: MessageChannel;
  readonly to?: string;
  readonly blanks: { readonly [blank: string]: string };
  readonly askedAt: string;
  readonly state: MessageState;
  readonly sentAt?: string;
  /** Why it waits to be sent, and until when. It stays while a held message is being sent. */
  readonly held?: Held;
  readonly tried?: TriedWay;
  /** Absent where it can be sent by itself. */
  readonly because?: ToTellReason;
  /** The person who told the resident, if no channel could send the message. */
  readonly told?: Told;
};

export type MessageToSend = Message & Required<Pick<Message, "channel" | "to">>;
export const canBeSent = (message: Message): message is MessageToSend => message.channel !== undefined && message.to !== undefined;

/** The stream delivers within seconds, and has given up long before an hour has passed. */
const stuckAfterMs = 3_600_000;

/** Too old to be delivered by itself: a person must see to it. */
export const isStuck = (askedAt: string, now: Date): boolean => now.getTime() - Date.parse(askedAt) > stuckAfterMs;

export const isLost = ({ state, askedAt }: Pick<Message, "state" | "askedAt">, now: Date): boolean =>
  (state === "pending" || state === "sending" || state === "held") && isStuck(askedAt, now);

/** It waits for somebody to tell the resident. A refused one stands as failed. */
export const isToTell = ({ state }: Pick<Message, "state">): boolean => state === "toTell" || state === "failed";
export const mayBeTold = (message: Pick<Message, "state" | "askedAt">, now: Date): boolean => isToTell(message) || isLost(message, now);

/** Why it waits: an earlier message that failed keeps no reason of its own. */
export const reasonToTell = ({ because = "notTaken" }: Pick<Message, "because">): ToTellReason => because;

type Contact = Application["contact"];

export type SafeWay = { readonly channel: MessageChannel; readonly to: string };

/** In the order in which they are tried. */
export const safeWaysOf = ({ safety, ways, phone, email }: Contact): readonly SafeWay[] => {
  if (safety) return [];
  return [
    ...(ways.includes("text") && phone && canBeTexted(phone) ? [{ channel: "text", to: phone } as const] : []),
    ...(ways.includes("email") && email ? [{ channel: "email", to: email } as const] : []),
  ];
};

/** The channel for automatic messages. None for a resident who wrote how to reach them safely: a person must read that first. */
export const safeChannel = (contact: Contact) => safeWaysOf(contact)[0];

/** Notify takes 918 characters in one text. A test checks that each template's own words fit into the rest. */
export const mostInBlanksOfText = 580;

/** No text names them. */
export const notInTexts: readonly string[] = ["name", "question"];

const fitsText = (blanks: Message["blanks"]): boolean =>
  Object.entries(blanks).reduce((sum, [name, blank]) => sum + (notInTexts.includes(name) ? 0 : blank.length), 0) <= mostInBlanksOfText;

/** The safe way to try after the message's own; none once a second one was tried. */
export const nextSafeWay = ({ channel, tried, blanks }: Message, safe: readonly SafeWay[]): SafeWay | undefined =>
  tried ? undefined : safe.find((way) => way.channel !== channel && (way.channel === "email" || fitsText(blanks)));

/** A message's application, with contact limited by all of the household's applications. */
export type ToReach = { readonly application: Application; readonly contact: Contact };

/**
 * The message of a step. Its id comes from the case's version, so the same step makes it once. Where no channel is safe a
 * person tells the resident, all but that their application came: they know.
 */
export const messageFor = <T extends MessageTemplate>(
  template: T,
  { caseId, version }: Pick<Case, "caseId" | "version">,
  { application, contact }: ToReach,
  now: Date,
  ...filled: Filled[T]
): Message | undefined => {
  const { name } = personHelped(application);
  const message = messageToPerson(template, { messageId: messageIdFor(caseId, version), caseId, name }, contact, now, ...filled);
  return template === "received" && message.state === "toTell" ? undefined : message;
};

/** A message by the first safe channel that it fits, or for a person to tell. */
export const messageToPerson = <T extends MessageTemplate>(
  template: T,
  about: Pick<Message, "messageId" | "caseId"> & { readonly name: string },
  contact: Contact,
  now: Date,
  ...filled: Filled[T]
): Message => {
  const message = messageWith(template, about, now, ...filled);
  const safe = safeWaysOf(contact);
  const fitting = safe.find(({ channel }) => channel === "email" || fitsText(message.blanks));
  if (fitting) return { ...message, ...fitting };
  return { ...message, state: "toTell", because: contact.safety ? "asksForCare" : safe.length > 0 ? "tooLong" : "noSafeChannel" };
};

export const messageTo = <T extends MessageTemplate>(
  template: T,
  { channel, to, ...about }: Pick<MessageToSend, "messageId" | "caseId" | "channel" | "to"> & { readonly name: string },
  now: Date,
  ...filled: Filled[T]
): Message => ({ ...messageWith(template, about, now, ...filled), channel, to });

const messageWith = <T extends MessageTemplate>(
  template: T,
  { name, ...about }: Pick<Message, "messageId" | "caseId"> & { readonly name: string },
  now: Date,
  ...filled: Filled[T]
): Message => {
  const [blanks] = filled as readonly Message["blanks"][];
  return { ...about, template, blanks: { reference: about.caseId, name, ...blanks }, askedAt: now.toISOString(), state: "pending" };
};

type Helped = Pick<AwardLine, "label" | "amount" | "delivery" | "category">;

/** True whichever supplier or provider brings it. */
const broughtHow = ({ delivery }: Helped, payTo: Payee | undefined): string => {
  switch (delivery) {
    case "VOUCHER":
      return "you get the code separately";
    case "CASH":
      if (payTo?.way === "cashCode") return "you get a code for the cash separately";
      return payTo ? "we pay it into the bank account that you gave us" : "call us to say how you want to be paid";
    case "TANGIBLE":
      return "we order it and have it delivered to you";
    case "THIRD_PARTY":
      return "a partner organisation gives it to you";
  }
};

/** "This is a Crisis Payment." Empty where the scheme's strands have no public names. */
const publicNameWords = (lines: readonly Pick<Helped, "category">[], scheme: Pick<Scheme, "categories">): string => {
  const names = scheme.categories
    .filter(({ code, publicName }) => publicName !== undefined && lines.some(({ category }) => category === code))
    .map(({ publicName }) => `a ${publicName}`);
  return names.length > 0 ? `This is ${names.join(" and ")}.` : "";
};

/** "Bed (£120.00): we order it and have it delivered to you. This is a Crisis Payment." */
export const helpWords = (lines: readonly Helped[], payTo: Payee | undefined, scheme: Pick<Scheme, "categories">): string => {
  const groups = [...Map.groupBy(lines, (line) => broughtHow(line, payTo))];
  const sentences = groups.map(([how, of]) => `${of.map(({ label, amount }) => `${label} (${formatPounds(amount)})`).join(", ")}: ${how}.`);
  const total = lines.length > 1 ? [`In all ${formatPounds(addPence(lines.map(({ amount }) => amount)))}.`] : [];
  return [...sentences, ...total, publicNameWords(lines, scheme)].filter(Boolean).join(" ");
};

/** Says when the resident can ask again, without a word of what for. */
export const againFromWords = (nextDates: readonly NextDate[]): string => {
  const [soonest = "now", ...later] = [...new Set(nextDates.map(({ from }) => from ?? ""))]
    .sort()
    .map((from) => (from ? `from ${formatDay(from)}` : "now"));
  const last = later.at(-1);
  return last ? `${soonest} for some of it, and ${last} for ${later.length === 1 ? "the rest" : "all of it"}` : soonest;
};

const againSentence = (nextDates: readonly NextDate[]): string => {
  const dated = nextDates.filter(({ lastDay }) => lastDay === undefined);
  const { lastDay } = nextDates.find((next) => next.lastDay !== undefined) ?? {};
  const until = lastDay && `before the scheme ends on ${formatDay(lastDay)}.`;
  if (until && dated.length === 0) return `You cannot get this help again ${until}`;
  const again = dated.some(({ from }) => from !== undefined)
    ? `You can ask for the same again ${againFromWords(dated)}.`
    : until
      ? "You can ask for some of it again at any time."
      : "You can ask again at any time.";
  return until ? `${again} You cannot get the rest of it again ${until}` : again;
};

/** The services that a decision names to a resident, as the directory in force has them. Leaves out services that residents may not see. */
export const signpostsIn = (codes: readonly ServiceCode[], directory: Directory | undefined): readonly Service[] =>
  directory ? servicesToTellOf(directory).filter(({ code }) => codes.includes(code)) : [];

/** "Debt advice can help too: call 01632 960103, or see https://debt.example. Free and confidential." */
const signpostSentence = ({ name, tells, phone, hours, email, url }: Service): string => {
  const ways = [
    ...(phone ? [`call ${phone}${hours ? ` (${hours})` : ""}`] : []),
    ...(email && !phone ? [`write to ${email}`] : []),
    ...(url ? [`see ${url}`] : []),
  ];
  return `${name} can help too${ways.length > 0 ? `: ${ways.join(", or ")}` : ""}.${tells ? ` ${tells}` : ""}`;
};

/** The day from which to ask again, and the services that help meanwhile. */
export const nextWords = (nextDates: readonly NextDate[], signposts: readonly Service[]): string =>
  [againSentence(nextDates), ...signposts.map(signpostSentence)].join(" ");

/** For a decision that waits for money. */
export const waitsWords = (signposts: readonly Service[]): string =>
  ["We keep what you sent us, and you do not need to send anything again.", ...signposts.map(signpostSentence)].join(" ");

type RefusalTold = {
  readonly reasons: readonly string[];
  readonly nextDates: readonly NextDate[];
  readonly signposts: readonly Service[];
};

/** Each kind of refusal has its own message, since each leaves the resident something else to do. */
export const refusalMessageFor = (
  kind: Exclude<DecisionKind, "awarded">,
  subject: Pick<Case, "caseId" | "version">,
  whom: ToReach,
  { review }: Pick<Scheme, "review">,
  { reasons, nextDates, signposts }: RefusalTold,
  now: Date,
): Message | undefined => {
  const reviewBy = formatDay(addDays(londonDay(now), review.askWithinDays));
  const why = reasons.join(" ") || "Call us to hear why.";
  switch (kind) {
    case "notEligible":
      return messageFor("refused", subject, whom, now, { reasons: why, next: nextWords(nextDates, signposts), reviewBy });
    case "noMoneyLeft": {
      const next = [whatNextWords(review.whenNoMoneyLeft, reviewBy), ...signposts.map(signpostSentence)].join(" ");
      return messageFor("noMoneyLeft", subject, whom, now, { next });
    }
    case "closed":
      return messageFor("closed", subject, whom, now, { reasons: why, next: nextWords([], signposts) });
  }
};

const whatNextWords = (whenNoMoneyLeft: Scheme["review"]["whenNoMoneyLeft"], reviewBy: string): string => {
  switch (whenNoMoneyLeft) {
    case "review":
      return `You can ask us to look at it again, by ${reviewBy}.`;
    // A refused case is closed, so it waits for no money even if its scheme has a waiting list.
    case "waits":
    case "none":
      return "You can send us a new one at any time.";
  }
};
