import { council } from "../../shared/council.ts";
import type { Message, MessageChannel, MessageTemplate } from "../../shared/domain/case/message.ts";

/** Names of messages on pages for staff. */
export const messageNames = {
  received: "We have your application",
  awarded: "A decision: awarded",
  waits: "A decision: there is a wait first",
  refused: "A decision: not eligible",
  noMoneyLeft: "A decision: no money at the moment",
  closed: "A decision: closed",
  question: "We need to know more",
  code: "A voucher or cash code",
} as const satisfies Record<MessageTemplate, string>;

const call = `call us on ${council.telephone} (${council.telephoneHours}) and say your reference, ((reference))`;
const callUs = `To ask about it, ${call}.`;
const asksAQuestion = "We need to ask you something before we can go on.";

/**
 * The words of every message, written once: the templates that a council enters in GOV.UK Notify, the letters that staff
 * print, and what the case page shows are made of them. A name in double brackets is a blank.
 */
const words = {
  received: `We have what you sent us. Your reference is ((reference)). You do not need to do anything now. ${callUs}`,
  question: { text: `${asksAQuestion} Please ${call}.`, email: `${asksAQuestion} ((question)) Please ${call}.` },
  awarded: `We have decided to help you. ((help)) ((next)) If you disagree or have a question, ${call}.`,
  waits: `We have decided to help you, once there is money for it. ((help)) ((next)) ${callUs}`,
  refused: `We cannot help you with what you asked for. ((reasons)) ((next)) If you disagree, ask us by ((reviewBy)) to look at it again: ${call}.`,
  noMoneyLeft: `There is no money left for this at the moment. You were not found ineligible. ((next)) ${callUs}`,
  closed: `We have closed your application. ((reasons)) ((next)) ${callUs}`,
  code: `Your code for ((item)), ((amount)), is ((code)). Use it ((where)), until ((useBy)). Give it to nobody else. ${callUs}`,
} as const satisfies Record<MessageTemplate, string | Record<MessageChannel, string>>;

const bodyOf = (template: MessageTemplate, channel: MessageChannel): string => {
  const said = words[template];
  return typeof said === "string" ? said : said[channel];
};

/** As it goes out by a channel: a text begins with the council's name, since a phone shows only a number. */
export const sentBodyOf = (template: MessageTemplate, channel: MessageChannel): string =>
  channel === "text" ? `${council.name}: ${bodyOf(template, "text")}` : bodyOf(template, channel);

const blankPattern = /\(\((\w+)\)\)/g;
export const blanksIn = (body: string): ReadonlySet<string> => new Set(body.matchAll(blankPattern).map(([, blank = ""]) => blank));

/** Undefined for an earlier message, which has not every blank of today's words. */
const filledIn = (body: string, blanks: Message["blanks"]): string | undefined =>
  [...blanksIn(body)].every((blank) => blanks[blank] !== undefined)
    ? body.replaceAll(blankPattern, (_, blank: string) => blanks[blank] ?? "")
    : undefined;

type Said = Pick<Message, "template" | "channel" | "blanks">;

/** The text of a template with the blanks that a sending fills in. A blank without a value stays visible. */
export const filledTemplate = (body: string, blanks: Message["blanks"]): string =>
  body.replaceAll(blankPattern, (blank, name: string) => blanks[name] ?? blank);

const toCome: Readonly<Record<string, string>> = {
  question: "[your question]",
  help: "[what they get, and how they get it]",
  next: "[when they can ask again, and who else can help]",
  reasons: "[why, in the words of the scheme]",
  reviewBy: "[the last day for it]",
};

/** A message before anybody has decided: what the decision fills in stands in brackets. */
export const previewOf = (template: MessageTemplate, channel: MessageChannel, reference: string): string =>
  filledTemplate(sentBodyOf(template, channel), { ...toCome, reference });

/** The text of a message with its blanks filled in. Letters and calls use the email's text. */
export const sayingOf = ({ template, channel = "email", blanks }: Said): string | undefined => filledIn(bodyOf(template, channel), blanks);

/** The same without the code, for pages that show it to people who may not have it. */
export const sayingWithoutCode = ({ blanks, ...message }: Said): string | undefined =>
  sayingOf({ ...message, blanks: blanks.code === undefined ? blanks : { ...blanks, code: "(not shown here)" } });

/** The text of a message in its channel's form, sent or still to send; without the code. */
export const sentWithoutCode = ({ template, channel, blanks }: Said): string | undefined => {
  const says = sayingWithoutCode({ template, blanks, ...(channel && { channel }) });
  return says !== undefined && channel === "text" ? `${council.name}: ${says}` : says;
};

/** For somebody who asked for care: nothing in it says what it is about. */
export const blindSaying = ({ blanks }: Said): string => filledIn(`We have an answer for you. Please ${call}.`, blanks) ?? "";

const sentencePattern = /(?<=[.!?]) (?=\p{Lu})/u;
/** A letter's paragraphs: a sentence each, so that it is easy to read. */
export const paragraphsOf = (saying: string): readonly string[] => saying.split(sentencePattern);
