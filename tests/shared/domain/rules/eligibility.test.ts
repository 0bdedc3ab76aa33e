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

test("every rule is answered in the order of the scheme's document, and none stands against the example", () => {
  const results = assess(factsLike(), crf);
  expect(results.map(({ rule }) => rule)).toEqual(crf.rules.map(({ rule }) => rule));
  expect(reasonsAgainst(results)).toEqual([]);
  expect(holdsOn(results)).toEqual([]);
});

test("another order in the document is another order of the letter, and the staff's own rules come last", () => {
  const results = assess(factsLike(), { ...withOwnRule, rules: crf.rules.toReversed() });
  expect(results.map(({ rule }) => rule)).toEqual([...crf.rules.map(({ rule }) => rule).toReversed(), "own.smallChild"]);
});

test("every reason is given, not only the first", () => {
  const results = assess(factsLike({ residence: "outside", ageOfPersonHelped: 15, needs: ["housing"], benefits: [] }), withOwnRule);
  expect(reasonsAgainst(results)).toEqual(["livesInArea", "oldEnough", "housingGate", "own.smallChild"]);
});

test("what holds an award up is no reason against anybody", () => {
  const results = assess(factsLike({ noRecourse: "yes", evidence: [], appliedUnder: "HSF7" }), crf);
  expect(holdsOn(results).map(({ rule }) => rule)).toEqual(["publicFundsRouted", "evidenceOrWaiver", "sameSchemeAsApplied"]);
  expect(reasonsAgainst(results)).toEqual([]);
});

test("a scheme that names a version of a rule that was never written is not decided by another", () => {
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

test("an application is assessed from its own answers, and what was decided can be made again from what is kept", () => {
  const application = applicationLike({ money: { monthlyIncome: 9_999_00, savings: 9_999_00, benefits: [] } });
  const assessment = assessApplication(application, decision, crf);
  expect(assessment).toMatchObject({ scheme: "CRF", schemeVersion: crf.version, facts: decision });
  expect(reasonsAgainst(assessment.results)).toEqual(["incomeWithinLimit", "savingsWithinLimit"]);
  const kept = JSON.parse(JSON.stringify(assessment)) as typeof assessment;
  expect(assessApplication(application, kept.facts, crf)).toEqual(kept);
});

test("no recourse to public funds, missing evidence and another scheme's days can never be why somebody is refused", () => {
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

test("a rule has words whether it is built in or the staff's own, and a name that the scheme does not use has none", () => {
  expect(ruleWords("savingsWithinLimit", withOwnRule)).toMatchObject({ says: "The household’s savings are not above the limit." });
  expect(ruleWords("own.smallChild", withOwnRule)).toMatchObject({ toResident: "This help is for families with small children." });
  expect(ruleWords("smallChild", withOwnRule)).toBeUndefined();
  expect(ruleWords("housingLastResort", crf)).toBeUndefined();
});

test("a figure that nobody has verified says where it comes from, and one that was verified says nothing", () => {
  const source = crf.rules.find(({ rule }) => rule === "savingsWithinLimit")?.source;
  expect(unverifiedSource("savingsWithinLimit", crf)).toBe(source);
  expect(unverifiedSource("crisisOrShock", crf)).toBeUndefined();
  expect(unverifiedSource("own.smallChild", withOwnRule)).toBeUndefined();
});
