import { council } from "../../shared/council.ts";
import type { MessageChannel, MessageTemplate } from "../../shared/domain/case/message.ts";

/** A template as the council enters it in GOV.UK Notify, and its id there. Notify fills blanks such as `((reference))`. */
export type NotifyTemplate = { readonly id: string; readonly name: string; readonly subject?: string; readonly body: string };

/** Others may read the phone or the inbox. So a text says a reference, a number to call and dates, and never what it is about. */
const callUs = `Call us on ${council.telephone} (${council.telephoneHours}) and say your reference, ((reference)).`;
const subject = `${council.name}: your reference ((reference))`;
const received = `We have what you sent us. Your reference is ((reference)). You do not need to do anything now. To ask about it, call ${council.telephone} (${council.telephoneHours}).`;
const answered = (next = "") => `We have an answer for you. ${next}${callUs}`;
const awarded = answered("You can ask for the same again ((againFrom)). ");
const waits = answered("There is a wait first. You keep your place and do not need to send anything again. ");
const refused = answered("((again)) For a review, ask us by ((reviewBy)). ");
const noMoneyLeft = answered("((whatNext)) ");
const closed = answered();
const code = `Your code is ((code)). You can use it until ((useBy)). Give it to nobody else. To ask about it, call ${council.telephone} (${council.telephoneHours}) and say your reference, ((reference)).`;
const question = `We need to ask you something before we can go on. ${callUs}`;

const text = (id: string, name: string, says: string): NotifyTemplate => ({ id, name: `${name}, text`, body: `${council.name}: ${says}` });
const email = (id: string, name: string, says: string): NotifyTemplate => ({ id, name: `${name}, email`, subject, body: says });

/** The ids are the demonstration's. A council puts those of its own account here. */
export const templates = {
  received: {
    text: text("2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b01", "Received", received),
    email: email("2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b02", "Received", received),
  },
  awarded: {
    text: text("2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b03", "Awarded", awarded),
    email: email("2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b04", "Awarded", awarded),
  },
  waits: {
    text: text("2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b13", "A wait first", waits),
    email: email("2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b14", "A wait first", waits),
  },
  refused: {
    text: text("2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b05", "Refused", refused),
    email: email("2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b06", "Refused", refused),
  },
  noMoneyLeft: {
    text: text("2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b09", "No money left", noMoneyLeft),
    email: email("2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b10", "No money left", noMoneyLeft),
  },
  closed: {
    text: text("2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b11", "Closed", closed),
    email: email("2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b12", "Closed", closed),
  },
  question: {
    text: text("2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b07", "Question", question),
    email: email("2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b08", "Question", question),
  },
  code: {
    text: text("2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b21", "Code", code),
    email: email("2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b22", "Code", code),
  },
} as const satisfies Record<MessageTemplate, Record<MessageChannel, NotifyTemplate>>;

/** The values that this template's blanks name. Nothing else about a person leaves with it. */
export const blanksFor = (
  { body, subject: heading = "" }: NotifyTemplate,
  known: Readonly<Record<string, string>>,
): Record<string, string> => {
  const wanted = new Set(`${heading} ${body}`.matchAll(/\(\((\w+)\)\)/g).map(([, blank = ""]) => blank));
  return Object.fromEntries(Object.entries(known).filter(([blank]) => wanted.has(blank)));
};
