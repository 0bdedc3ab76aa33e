import fc from "fast-check";
import { expect, test } from "vitest";
import { pence } from "../../../../shared/domain/money.ts";
import { conditionInWords } from "../../../../shared/domain/rules/condition.ts";
import { conditionProblems } from "../../../../shared/domain/rules/condition-problems.ts";
import { measureFor, measureNames } from "../../../../shared/domain/rules/measures.ts";
import { findOwnRule, ownRuleInWords } from "../../../../shared/domain/rules/own-rule.ts";
import type { Verdict } from "../../../../shared/domain/rules/rule.ts";
import type { Condition, OwnRule } from "../../../../shared/domain/scheme/scheme.ts";
import { anyFacts, anyShippedScheme } from "./any-facts.ts";
import { crf, factsLike } from "./facts-like.ts";

const lowRent: Condition = { measure: "monthlyHousingCosts", is: "atMost", value: 700_00, plusEachChild: 50_00 };
const young: Condition = { measure: "people", agedTo: 4, is: "atLeast", value: 1 };
const own = (changes: Partial<OwnRule> = {}): OwnRule => ({
  name: "familyHelp",
  says: "Rent is low or a small child lives there.",
  toResident: "This help is for families with small children.",
  otherwise: "fail",
  joined: "any",
  conditions: [lowRent, young],
  ...changes,
});

test.each<[string, Partial<OwnRule>, number | undefined, readonly number[], Verdict]>([
  ["any of two hold", {}, 750_00, [42, 10], "pass"],
  ["none of two hold", {}, 750_01, [42, 10], "fail"],
  ["none of two hold, and someone looks", { otherwise: "refer" }, 750_01, [42, 10], "refer"],
  ["only one of all holds", { joined: "all" }, 750_00, [42, 10], "fail"],
  ["all hold", { joined: "all" }, 750_00, [42, 4], "pass"],
  ["one is unknown and could decide it", {}, undefined, [42, 10], "refer"],
  ["one is unknown and another decides it", {}, undefined, [42, 4], "pass"],
  ["one is unknown and another already fails", { joined: "all" }, undefined, [42, 10], "fail"],
])("a rule that staff wrote, when %s", (_what, changes, costs, ages, verdict) => {
  const facts = factsLike({ ages, monthlyHousingCosts: costs === undefined ? undefined : pence(costs) });
  expect(findOwnRule(facts, own(changes), crf).verdict).toBe(verdict);
});

test("a finding says the condition and the facts, with the sum over the household", () => {
  const conditions: Condition[] = [...own().conditions, { measure: "benefits", is: "includes", value: "pip" }];
  const { because, inputs } = findOwnRule(factsLike({ benefits: [], monthlyHousingCosts: undefined }), own({ conditions }), crf);
  expect(because).toBe(
    "Asks whether the household’s monthly rent or mortgage is at most £700, plus £50 for each child under 19: nobody asked. " +
      "Asks whether the number of people aged 4 or under is at least 1: it is 0. " +
      "Asks whether the list of the household’s benefits includes “Personal Independence Payment or Disability Living Allowance”: it is empty.",
  );
  expect(inputs).toMatchObject({ joined: "any", found: because.split(/(?<=\.) (?=Asks)/) });
  expect(findOwnRule(factsLike(), own(), crf).because).toContain("for each child under 19: it is £600, against £750 in all.");
});

test("a rule reads as one plain sentence", () => {
  expect(ownRuleInWords(own(), crf)).toBe(
    "The rule passes when the household’s monthly rent or mortgage is at most £700, plus £50 for each child under 19, " +
      "or the number of people aged 4 or under is at least 1; otherwise it fails.",
  );
  expect(ownRuleInWords(own({ joined: "all", otherwise: "refer", conditions: [young, lowRent] }), crf)).toBe(
    "The rule passes when the number of people aged 4 or under is at least 1, " +
      "and the household’s monthly rent or mortgage is at most £700, plus £50 for each child under 19; otherwise someone looks.",
  );
});

const amount = fc.option(fc.integer({ min: 0, max: 2_000_00 }), { nil: undefined });
const age = fc.option(fc.integer({ min: 0, max: 120 }), { nil: undefined });

/** Any conditions that staff could write, valid or not. */
const anyCondition: fc.Arbitrary<Condition> = fc.constantFrom(...measureNames).chain((measure) => {
  const known = measureFor(measure);
  const options = known && "options" in known ? Object.keys(known.options) : ["1"];
  return fc.record({
    measure: fc.constant(measure),
    agedFrom: age,
    agedTo: age,
    is: fc.constantFrom("atLeast" as const, "atMost" as const, "includes" as const, "excludes" as const),
    value: fc.oneof(fc.nat({ max: 2_000_00 }), fc.constantFrom(...options)),
    plusEachAdult: amount,
    plusEachChild: amount,
  });
});

test("every valid condition decides any household and can be put into words", () => {
  let sound = 0;
  fc.assert(
    fc.property(
      anyShippedScheme.chain((scheme) => fc.tuple(fc.constant(scheme), anyFacts(scheme))),
      fc.array(anyCondition, { minLength: 1, maxLength: 5 }),
      fc.constantFrom("all" as const, "any" as const),
      ([scheme, facts], written, joined) => {
        const conditions = written.map(mended).filter((condition) => conditionProblems(condition).length === 0);
        sound += conditions.length;
        for (const condition of conditions) expect(conditionInWords(condition, scheme)).not.toMatch(/undefined|NaN/);
        const { verdict, because } = findOwnRule(facts, own({ conditions, joined }), scheme);
        expect(["pass", "fail", "refer"]).toContain(verdict);
        expect(because).not.toMatch(/undefined|NaN/);
      },
    ),
  );
  expect(sound).toBeGreaterThan(50);
});

/** Drops the operators that suit no list or no amount, so that enough conditions are valid. */
const mended = (condition: Condition): Condition => {
  const isList = typeof condition.value === "string";
  const { measure, value, plusEachAdult, plusEachChild, agedFrom, agedTo } = condition;
  if (isList) return { measure, value, is: condition.is === "atMost" ? "excludes" : "includes" };
  const is = condition.is === "excludes" ? "atMost" : "atLeast";
  return { measure, value, is, plusEachAdult, plusEachChild, ...(measure === "people" && { agedFrom, agedTo }) };
};
