import { expect, test } from "vitest";
import {
  assess,
  assessApplication,
  holdsOn,
  reasonsAgainst,
  refusableRules,
  ruleWords,
  unverifiedSource,
} from "../../../../shared/domain/rules/eligibility.ts";
import type { DecisionFacts } from "../../../../shared/domain/rules/facts.ts";
import type { Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { applicationLike } from "../../../examples.ts";
import { crf, factsLike } from "./facts-like.ts";

const ownRule: Scheme["ownRules"][number] = {
  name: "smallChild",
  says: "A child under five lives there.",
  toResident: "This help is for families with small children.",
  otherwise: "fail",
  joined: "all",
  conditions: [{ measure: "people", agedTo: 4, is: "atLeast", value: 1 }],
};
const withOwnRule: Scheme = { ...crf, ownRules: [ownRule] };

test("every rule answers in the order of the scheme's document, and none fails for the example", () => {
  const results = assess(factsLike(), crf);
  expect(results.map(({ rule }) => rule)).toEqual(crf.rules.map(({ rule }) => rule));
  expect(reasonsAgainst(results)).toEqual([]);
  expect(holdsOn(results)).toEqual([]);
});

test("a letter has the document's order of rules, with the rules that staff wrote at the end", () => {
  const results = assess(factsLike(), { ...withOwnRule, rules: crf.rules.toReversed() });
  expect(results.map(({ rule }) => rule)).toEqual([...crf.rules.map(({ rule }) => rule).toReversed(), "own.smallChild"]);
});

test("an assessment gives every reason, not only the first", () => {
  const results = assess(factsLike({ residence: "outside", ageOfPersonHelped: 15, needs: ["housing"], benefits: [] }), withOwnRule);
  expect(reasonsAgainst(results)).toEqual(["livesInArea", "oldEnough", "housingGate", "own.smallChild"]);
});

test("a rule that holds an award is no reason against anybody", () => {
  const results = assess(factsLike({ noRecourse: "yes", evidence: [], appliedUnder: "HSF7" }), crf);
  expect(holdsOn(results).map(({ rule }) => rule)).toEqual(["publicFundsRouted", "evidenceOrWaiver", "sameSchemeAsApplied"]);
  expect(reasonsAgainst(results)).toEqual([]);
});

test("a scheme with an unknown version of a rule is not decided by another version", () => {
  const [first, ...others] = crf.rules;
  if (!first) throw new Error("A scheme has rules.");
  expect(() => assess(factsLike(), { ...crf, rules: [{ ...first, version: 99 }, ...others] })).toThrow(
    "There is no version 99 of the rule livesInArea.",
  );
});

const decision: DecisionFacts = {
  today: "2026-11-20",
  needs: ["food", "energy"],
  claims: { claims: [], spent: {} },
  evidence: [],
  checks: [],
  appliedUnder: "CRF",
};

test("an application is assessed from its answers, and its stored facts give the same assessment again", () => {
  const application = applicationLike({ money: { monthlyIncome: 9_999_00, savings: 9_999_00, benefits: [] } });
  const assessment = assessApplication(application, decision, crf);
  expect(assessment).toMatchObject({ scheme: "CRF", schemeVersion: crf.version, facts: decision });
  expect(reasonsAgainst(assessment.results)).toEqual(["incomeWithinLimit", "savingsWithinLimit"]);
  const kept = JSON.parse(JSON.stringify(assessment)) as typeof assessment;
  expect(assessApplication(application, kept.facts, crf)).toEqual(kept);
});

test("nobody is refused for no recourse to public funds, missing evidence or an application under another scheme", () => {
  for (const scheme of shippedSchemes) {
    const refusable = refusableRules(scheme);
    for (const never of ["publicFundsRouted", "evidenceOrWaiver", "sameSchemeAsApplied"]) expect(refusable).not.toContain(never);
    expect(refusable.slice(0, 6)).toEqual([
      "livesInArea",
      "oldEnough",
      "incomeWithinLimit",
      "savingsWithinLimit",
      "crisisOrShock",
      "needInScope",
    ]);
  }
  expect(refusableRules(withOwnRule).at(-1)).toBe("own.smallChild");
});

test("built-in rules and rules that staff wrote have words, and a name outside the scheme has none", () => {
  expect(ruleWords("savingsWithinLimit", withOwnRule)).toMatchObject({ says: "The household’s savings are not above the limit." });
  expect(ruleWords("own.smallChild", withOwnRule)).toMatchObject({ toResident: "This help is for families with small children." });
  expect(ruleWords("smallChild", withOwnRule)).toBeUndefined();
  expect(ruleWords("housingLastResort", crf)).toBeUndefined();
});

test("an unverified figure says its source, and a verified figure says nothing", () => {
  const source = crf.rules.find(({ rule }) => rule === "savingsWithinLimit")?.source;
  expect(unverifiedSource("savingsWithinLimit", crf)).toBe(source);
  expect(unverifiedSource("crisisOrShock", crf)).toBeUndefined();
  expect(unverifiedSource("own.smallChild", withOwnRule)).toBeUndefined();
});
