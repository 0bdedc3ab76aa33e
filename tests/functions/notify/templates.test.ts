import { expect, test } from "vitest";
import { blanksFor, templates } from "../../../functions/notify/templates.ts";
import { shippedDirectory } from "../../../shared/domain/directory/shipped-directory.ts";
import { needs } from "../../../shared/domain/needs.ts";

const all = Object.values(templates).flatMap((channels) => Object.values(channels));
const wordsOf = ({ subject = "", body }: (typeof all)[number] & { subject?: string }) => `${subject} ${body}`;

test("no message says what was asked for, decided or paid, since others may read it", () => {
  const telling = [
    ...Object.values(needs),
    ...shippedDirectory.services.map(({ name }) => name),
    "hardship",
    "crisis",
    "money",
    "award",
    "refus",
  ];

  for (const template of all) {
    for (const word of telling) expect(wordsOf(template).toLowerCase()).not.toContain(word.toLowerCase());
    expect(wordsOf(template)).not.toContain("£");
  }
});

const longest: Readonly<Record<string, string>> = {
  reference: "WWWW-MMMM-WWWW",
  againFrom: "from 30 September 2026 for some of it, and from 30 September 2027 for the rest",
  again: "You can ask for the same again from 30 September 2026 for some of it, and from 30 September 2027 for the rest.",
  reviewBy: "30 September 2026",
  code: "9999-8888-7777-6666",
  useBy: "30 September 2026",
  whatNext: "We keep what you sent us and look at it again. You do not need to send it again.",
};
const filledIn = (words: string) => words.replaceAll(/\(\((\w+)\)\)/g, (_, blank: string) => longest[blank] ?? "?");

test("every blank of every message is filled in", () => {
  for (const template of all) expect(filledIn(wordsOf(template))).not.toMatch(/\?|\(\(/);
});

test("messages of decisions differ only in the days that the person needs", () => {
  const decided = [templates.awarded, templates.waits, templates.refused, templates.noMoneyLeft, templates.closed];
  for (const { text, email } of decided) {
    expect(text.body).toMatch(/: We have an answer for you\. .*Call us on .* say your reference, \(\(reference\)\)\.$/);
    expect(email.subject).toBe(templates.closed.email.subject);
  }
});

test("a text message fits into two parts once its blanks are filled in", () => {
  for (const { text } of Object.values(templates)) expect(filledIn(text.body).length).toBeLessThanOrEqual(306);
});

test("each template has an id of its own", () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

test("only the blanks of a template leave with it", () => {
  const known = { reference: "ABCD", name: "Robin Example", againFrom: "now", reviewBy: "18 December 2026" };
  expect(blanksFor(templates.awarded.email, known)).toEqual({ reference: "ABCD", againFrom: "now" });
  expect(blanksFor(templates.closed.email, known)).toEqual({ reference: "ABCD" });
});
