import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { templates } from "../../functions/notify/templates.ts";
import { waitsWords } from "../../shared/domain/case/message.ts";
import { rules } from "../../shared/domain/rules/rules.ts";
import { publicNameOf, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";

/** The national guidance fixes the name of the strand, and has nobody served merely for coming first. */

const crf = shippedSchemes.at(-1) as Scheme;

const files = [
  "functions/site/*.njk",
  "functions/apply/**/*.njk",
  "functions/apply/**/*.ts",
  "functions/tell/letter.njk",
  "functions/message/*.ts",
];
const written = files.flatMap((pattern) => globSync(pattern)).map((file): [string, string] => [file, readFileSync(file, "utf8")]);
const sent = Object.values(templates).flatMap((channels) =>
  Object.values(channels).map(({ name, body }): [string, string] => [name, body]),
);
const told = [
  ...rules.map((rule): [string, string] => [rule.name, JSON.stringify(rule)]),
  ...shippedSchemes.flatMap(({ code, ownRules }) => ownRules.map((rule): [string, string] => [`${code} ${rule.name}`, rule.toResident])),
  ["a wait for money", waitsWords([])] as [string, string],
];

const all = [...written, ...sent, ...told];

test("there are pages, messages and reasons to read", () => {
  expect(written.length).toBeGreaterThan(50);
  expect(written.map(([file]) => file)).toContain("functions/apply/received.njk");
  expect(sent.length).toBeGreaterThan(10);
});

test("a resident reads the strand by its one name, in capitals as the department writes it", () => {
  expect(publicNameOf(crf)).toBe("Crisis Payment");
  for (const [where, text] of all) {
    for (const [name] of text.matchAll(/crisis (?:payment|support|grant|award|fund|loan)s?/gi))
      expect([where, name]).toEqual([where, "Crisis Payment"]);
    expect([where, /(?:emergency|hardship) (?:payment|grant|award|loan)/i.test(text)]).toEqual([where, false]);
  }
});

test.each(["functions/site/start.njk", "functions/apply/check.njk"])("%s names it", (file) => {
  expect(readFileSync(file, "utf8")).toContain(publicNameOf(crf) ?? "no name");
});

test("no page, message or reason says that who comes first is served first", () => {
  const first =
    /first[ -]come|first[ -]served|in the order (?:in which|that) they c[ao]me|your place in|keep your place|before (?:the )?money runs out|while (?:the )?(?:money|funds?) lasts?/i;
  expect(all.flatMap(([where, text]) => (first.test(text) ? [`${where}: ${first.exec(text)?.[0]}`] : []))).toEqual([]);
});
