import { council } from "../../shared/council.ts";
import type { MessageChannel, MessageTemplate } from "../../shared/domain/case/message.ts";
import { blanksIn, sentBodyOf } from "../message/message-words.ts";

/** A template as the council enters it in GOV.UK Notify, and its id there. Notify fills blanks such as `((reference))`. */
export type NotifyTemplate = { readonly id: string; readonly name: string; readonly subject?: string; readonly body: string };

/** Others may see an inbox's subjects. */
const subject = `${council.name}: your reference ((reference))`;

const of = (template: MessageTemplate, name: string, ids: Record<MessageChannel, string>): Record<MessageChannel, NotifyTemplate> => ({
  text: { id: ids.text, name: `${name}, text`, body: sentBodyOf(template, "text") },
  email: { id: ids.email, name: `${name}, email`, subject, body: sentBodyOf(template, "email") },
});

/** The ids are the demonstration's. A council puts those of its own account here. */
export const templates = {
  received: of("received", "Received", {
    text: "2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b01",
    email: "2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b02",
  }),
  awarded: of("awarded", "Awarded", {
    text: "2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b03",
    email: "2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b04",
  }),
  waits: of("waits", "A wait first", {
    text: "2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b13",
    email: "2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b14",
  }),
  refused: of("refused", "Refused", {
    text: "2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b05",
    email: "2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b06",
  }),
  noMoneyLeft: of("noMoneyLeft", "No money left", {
    text: "2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b09",
    email: "2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b10",
  }),
  closed: of("closed", "Closed", {
    text: "2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b11",
    email: "2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b12",
  }),
  question: of("question", "Question", {
    text: "2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b07",
    email: "2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b08",
  }),
  code: of("code", "Code", {
    text: "2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b21",
    email: "2f1c6f3e-6f0d-4b57-9c35-0f6e5a1f0b22",
  }),
} as const satisfies Record<MessageTemplate, Record<MessageChannel, NotifyTemplate>>;

/** The values that this template's blanks name. Nothing else about a person leaves with it. */
export const blanksFor = (
  { body, subject: heading = "" }: NotifyTemplate,
  known: Readonly<Record<string, string>>,
): Record<string, string> => {
  const wanted = blanksIn(`${heading} ${body}`);
  return Object.fromEntries(Object.entries(known).filter(([blank]) => wanted.has(blank)));
};
