import { expect, test } from "vitest";
import { blanksFor, templates } from "../../../functions/notify/templates.ts";
import { needs } from "../../../shared/domain/needs.ts";
import { services } from "../../../shared/domain/onward-help.ts";

const all = Object.values(templates).flatMap((channels) => Object.values(channels));
const wordsOf = ({ subject = "", body }: (typeof all)[number] & { subject?: string }) => `${subject} ${body}`;

test("no message tells whoever else reads it what was asked for, decided or paid", () => {
  const telling = [
    ...Object.values(needs),
    ...Object.values(services).map(({ label }) => label),
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

test("an award and a refusal read the same", () => {
  expect(templates.awarded.text.body).toBe(templates.refused.text.body);
  expect(templates.awarded.email).toMatchObject({ subject: templates.refused.email.subject, body: templates.refused.email.body });
});

test("a text message fits into two parts once its reference is filled in", () => {
  for (const { text } of Object.values(templates))
    expect(text.body.replace("((reference))", "ABCD-EFGH-JKMN").length).toBeLessThanOrEqual(306);
});

test("each template has an id of its own", () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

test("only what a template asks for leaves with it", () => {
  expect(blanksFor(templates.awarded.email, { reference: "ABCD", name: "Robin Example" })).toEqual({ reference: "ABCD" });
});
