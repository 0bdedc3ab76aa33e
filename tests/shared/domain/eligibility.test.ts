import fc from "fast-check";
import { expect, test } from "vitest";
import type { ApplicationInput } from "../../../shared/domain/application.ts";
import type { Day } from "../../../shared/domain/dates.ts";
import {
  assess,
  type RuleName,
  reasonsAgainst,
  ruleNames,
  ruleSays,
  ruleToResident,
  unverifiedSource,
  type Verdict,
} from "../../../shared/domain/eligibility.ts";
import { claimFor, noClaims } from "../../../shared/domain/household.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Need } from "../../../shared/domain/needs.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import { schemeOf } from "../../../shared/domain/schemes.ts";
import { applicationInput, applicationLike } from "../../examples.ts";

const crf = schemeOf("CRF");
const today = "2026-11-20";
const claims = noClaims("H-1");

type Asked = { readonly scheme?: Scheme; readonly on?: Day; readonly needs?: readonly Need[]; readonly claims?: typeof claims };

const verdictOf = (rule: RuleName, changes: Partial<ApplicationInput>, asked: Asked = {}): Verdict | undefined => {
  const application = applicationLike(changes);
  const facts = { application, claims: asked.claims ?? claims, needs: asked.needs ?? application.wants.needs, today: asked.on ?? today };
  return assess(facts, asked.scheme ?? crf).find((result) => result.rule === rule)?.verdict;
};

const money = (changes: Partial<ApplicationInput["money"]>) => ({ money: { ...applicationInput.money, ...changes } });
const bornOn = (dateOfBirth: Day): Partial<ApplicationInput> => ({
  people: [{ name: "Robin Example", dateOfBirth, relationship: "self" }],
});
const livingAt = (postcode: string): Partial<ApplicationInput> => ({ address: { kind: "settled", line1: "12 Sample Street", postcode } });

test("every rule is answered, in the order of a decision letter, and none stands against the example", () => {
  const application = applicationLike();
  const results = assess({ application, claims, needs: application.wants.needs, today }, crf);
  expect(results.map(({ rule }) => rule)).toEqual(ruleNames);
  expect(reasonsAgainst(results)).toEqual([]);
});

test.each<[Day, Verdict]>([
  ["2010-11-20", "pass"],
  ["2010-11-21", "fail"],
])("someone born on %s and asking on 20 November 2026: oldEnough is %s", (dateOfBirth, verdict) => {
  expect(verdictOf("oldEnough", bornOn(dateOfBirth))).toBe(verdict);
});

test.each<[number, Verdict]>([
  [2_500_00, "pass"],
  [2_500_01, "fail"],
  [0, "pass"],
])("an income of %i pence a month against £30,000 a year: incomeWithinLimit is %s", (monthlyIncome, verdict) => {
  const incomeMaxYearly = { ...crf.rules.incomeMaxYearly, value: pence(30_000_00) };
  const scheme = { ...crf, rules: { ...crf.rules, incomeMaxYearly } };
  expect(verdictOf("incomeWithinLimit", money({ monthlyIncome }), { scheme })).toBe(verdict);
});

test.each<[number, Verdict]>([
  [6_000_00, "pass"],
  [6_000_01, "fail"],
])("savings of %i pence against £6,000: savingsWithinLimit is %s", (savings, verdict) => {
  expect(verdictOf("savingsWithinLimit", money({ savings }))).toBe(verdict);
});

test.each<[string, Verdict]>([
  ["CV1 2AB", "pass"],
  ["CV6 6AA", "pass"],
  ["CV3 1AA", "refer"],
  ["CV7 7AA", "refer"],
])("an address in %s: livesInArea is %s", (postcode, verdict) => {
  expect(verdictOf("livesInArea", livingAt(postcode))).toBe(verdict);
});

test("an address that lies outside fails, should one ever be taken in", () => {
  const application = { ...applicationLike(), address: { kind: "settled" as const, line1: "1 Abbey End", postcode: "CV8 1AA" } };
  const results = assess({ application, claims, needs: ["food"], today }, crf);
  expect(reasonsAgainst(results)).toEqual(["livesInArea"]);
});

test("someone without an address is looked at by a person, never refused by a rule", () => {
  expect(verdictOf("livesInArea", { address: { kind: "none", staying: "A friend's sofa" } })).toBe("refer");
});

test.each<[readonly Need[], Verdict]>([
  [["food"], "pass"],
  [["food", "housing"], "refer"],
  [["housing"], "fail"],
])("needs %o in a scheme that cannot pay for housing: needInScope is %s", (needs, verdict) => {
  const scheme = { ...crf, items: crf.items.filter(({ need }) => need !== "housing") };
  expect(verdictOf("needInScope", {}, { scheme, needs })).toBe(verdict);
});

test.each<[Scheme["code"], Day, Verdict]>([
  ["CRF", "2026-11-20", "refer"],
  ["HSF5", "2024-05-31", "pass"],
])("money short for a long time under %s: crisisOrShock is %s", (code, on, verdict) => {
  const circumstances = { ...applicationInput.circumstances, trigger: "ongoing" as const };
  expect(verdictOf("crisisOrShock", { circumstances }, { scheme: schemeOf(code), on })).toBe(verdict);
});

test.each<[Day, readonly Need[], Verdict]>([
  ["2026-11-30", ["food"], "fail"],
  ["2026-11-30", ["food", "energy"], "refer"],
  ["2026-11-30", ["energy"], "pass"],
  ["2026-12-01", ["food"], "pass"],
])("food awarded on 20 November, asked for on %s among %o: notAlreadyHelped is %s", (on, needs, verdict) => {
  const held = { ...claims, claims: [claimFor(crf, "food", "7K3F-9QZT-1A2B-A2", today)] };
  expect(verdictOf("notAlreadyHelped", {}, { on, needs, claims: held })).toBe(verdict);
});

test("a finding names the award that stands in the way and the day from which help is possible again", () => {
  const held = { ...claims, claims: [claimFor(crf, "food", "7K3F-9QZT-1A2B-A2", today)] };
  const results = assess({ application: applicationLike(), claims: held, needs: ["food"], today }, crf);
  expect(results.find(({ rule }) => rule === "notAlreadyHelped")?.because).toBe(
    "Food: award 7K3F-9QZT-1A2B-A2, again from 1 December 2026.",
  );
});

test("more income or savings never turns a failed rule into a passed one", () => {
  const amount = fc.integer({ min: 0, max: 5_000_000 });
  fc.assert(
    fc.property(amount, amount, amount, amount, (monthlyIncome, savings, moreIncome, moreSavings) => {
      const resultsOf = (changes: ApplicationInput["money"]) =>
        reasonsAgainst(assess({ application: applicationLike({ money: changes }), claims, needs: ["food"], today }, crf));
      const before = resultsOf({ monthlyIncome, savings, benefits: [] });
      const after = resultsOf({ monthlyIncome: monthlyIncome + moreIncome, savings: savings + moreSavings, benefits: [] });
      for (const rule of before) expect(after).toContain(rule);
    }),
  );
});

test.each(ruleNames)("%s is said as a sentence, to staff and to a resident", (rule) => {
  expect(ruleSays(rule)).toMatch(/^[A-Z].*\.$/);
  expect(ruleToResident(rule)).toMatch(/^[A-Z].*\.$/);
});

test("a figure that nobody has verified says where it comes from, and a rule without a figure says nothing", () => {
  expect(unverifiedSource("savingsWithinLimit", crf)).toBe(crf.rules.savingsMax.source);
  const verified = { ...crf, rules: { ...crf.rules, savingsMax: { ...crf.rules.savingsMax, verified: true } } };
  expect(unverifiedSource("savingsWithinLimit", verified)).toBeUndefined();
  expect(unverifiedSource("livesInArea", crf)).toBeUndefined();
});
