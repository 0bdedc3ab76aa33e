import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { blanksIn, blindSaying, sayingOf, sayingWithoutCode } from "../../../functions/message/message-words.ts";
import { blanksFor, templates } from "../../../functions/notify/templates.ts";
import { mostInBlanksOfText, notInTexts } from "../../../shared/domain/case/message.ts";

const all = Object.values(templates).flatMap((channels) => Object.values(channels));
const wordsOf = ({ subject = "", body }: (typeof all)[number]) => `${subject} ${body}`;

/** Notify's limit of characters in one text. */
const longestText = 918;

test("every text fits into one message of Notify's, however long its blanks may be", () => {
  for (const { text } of Object.values(templates)) {
    const own = text.body.replaceAll(/\(\(\w+\)\)/g, "").length;
    const repeated = [...text.body.matchAll(/\(\(reference\)\)/g)].length * 14;
    expect(own + repeated + mostInBlanksOfText, text.name).toBeLessThanOrEqual(longestText);
    for (const blank of notInTexts) expect(blanksIn(text.body)).not.toContain(blank);
  }
});

test("every message says whom to call, with which reference", () => {
  for (const { body } of all) expect(body).toMatch(/call us on .* say your reference, \(\(reference\)\)/);
});

test("a subject, which others may see, says nothing of what it is about", () => {
  const subjects = new Set(Object.values(templates).map(({ email }) => email.subject));
  expect([...subjects]).toEqual(["Coventry City Council: your reference ((reference))"]);
});

test("the README names every template with its id and its blanks, word for word", () => {
  const readme = readFileSync("functions/notify/README.md", "utf8");
  for (const template of all) {
    const blanks = [...blanksIn(wordsOf(template))].map((blank) => `((${blank}))`).join(" ");
    expect(readme).toContain(`| ${template.name} | \`${template.id}\` | ${blanks} | ${template.body} |`);
  }
});

test("no words of any message say that somebody else applied", () => {
  for (const template of all) expect(wordsOf(template)).not.toMatch(/household|somebody else|someone else|another (?:person|application)/i);
});

test("a code's message says what for, how much, where and until when", () => {
  const blanks = {
    reference: "7K3F-9QZT-1A2B",
    item: "Clothing voucher",
    amount: "£40",
    code: "1111-2222",
    where: "in any shop",
    useBy: "19 January 2027",
  };
  const said = { template: "code", channel: "text", blanks } as const;
  expect(sayingOf(said)).toMatch(/^Your code for Clothing voucher, £40, is 1111-2222\. Use it in any shop, until 19 January 2027\./);
  expect(sayingWithoutCode(said)).not.toContain("1111");
});

test("a message to a resident who asked for care does not name its subject", () => {
  const blanks = { reference: "7K3F-9QZT-1A2B", help: "Bed (£120): we order it.", next: "You can ask again." };
  expect(blindSaying({ template: "awarded", blanks })).toMatch(/^We have an answer for you\. Please call us on .* 7K3F-9QZT-1A2B\.$/);
});

test("an earlier message, which lacks today's blanks, is not shown with gaps", () => {
  expect(sayingOf({ template: "awarded", channel: "text", blanks: { reference: "R", againFrom: "now" } })).toBeUndefined();
});

test("each template has an id of its own", () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

test("only the blanks of a template leave with it", () => {
  const known = { reference: "ABCD", name: "Robin Example", help: "Bed", next: "Later.", reasons: "None.", reviewBy: "18 December 2026" };
  expect(blanksFor(templates.awarded.email, known)).toEqual({ reference: "ABCD", help: "Bed", next: "Later." });
  expect(blanksFor(templates.closed.email, known)).toEqual({ reference: "ABCD", reasons: "None.", next: "Later." });
});
