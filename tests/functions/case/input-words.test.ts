import fc from "fast-check";
import { expect, test } from "vitest";
import { inputWords } from "../../../functions/case/input-words.ts";
import { benefits, otherSchemes, recourseAnswers } from "../../../shared/domain/answers.ts";
import { pence } from "../../../shared/domain/money.ts";
import { needCodes } from "../../../shared/domain/needs.ts";
import { assess } from "../../../shared/domain/rules/eligibility.ts";
import { checkCodes, type Facts } from "../../../shared/domain/rules/facts.ts";
import type { OwnRule, Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";

const keysOf = <T extends object>(options: T) => Object.keys(options) as (keyof T)[];
const someOf = <T>(all: readonly T[]) => fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 3 });

const ownRule: OwnRule = {
  name: "smallSavings",
  says: "The household has little saved.",
  toResident: "Your savings are above what this scheme allows.",
  otherwise: "refer",
  joined: "all",
  conditions: [{ measure: "savings", is: "atMost", value: 100_00 }],
};
const cap = { cap: "household", amount: pence(500_00), verified: false, source: "An example." } as const;
/** The shipped schemes, and some with parts that no shipped scheme has yet. */
const schemes: readonly Scheme[] = shippedSchemes.map((scheme) => ({
  ...scheme,
  ownRules: [ownRule],
  caps: [cap, { ...cap, cap: "award" }],
}));

const facts: fc.Arbitrary<Facts> = fc.record({
  today: fc.constant("2026-11-20"),
  residence: fc.constantFrom("inside", "partly", "outside", "unknown"),
  ageOfPersonHelped: fc.nat(100),
  ages: fc.constant([40, 8]),
  monthlyIncome: fc.nat(500_000).map(pence),
  monthlyHousingCosts: fc.nat(100_000).map(pence),
  savings: fc.nat(1_000_000).map(pence),
  benefits: someOf(keysOf(benefits)),
  trigger: fc.constantFrom("suddenExpense", "ongoing"),
  without: fc.constant([]),
  helpFrom: someOf(keysOf(otherSchemes)),
  noRecourse: fc.constantFrom(...keysOf(recourseAnswers)),
  needs: someOf(needCodes),
  claims: fc.constant({
    claims: [{ need: "food", scheme: "CRF", awardId: "7KM3-AAAA-0001-A1", from: "2026-11-01", until: "2026-11-30" }],
    spent: { CRF: pence(100_00) },
  }),
  amount: fc.nat(100_000).map(pence),
  evidence: fc.constantFrom(
    [],
    [{ evidence: "address", shown: "Council tax record" }],
    [{ evidence: "income", waived: "tooUrgent" as const }],
  ),
  checks: someOf(checkCodes),
  appliedUnder: fc.constant("HSF7"),
});

test("every input of a rule has a name in words, and no code is shown where there are words for it", () => {
  const codes = [...needCodes, ...keysOf(benefits), ...checkCodes, "tooUrgent", "suddenExpense", "notSure"];
  fc.assert(
    fc.property(fc.constantFrom(...schemes), facts, (scheme, found) => {
      for (const { inputs } of assess(found, scheme)) {
        const said = inputWords(inputs, scheme);
        expect(said.map(({ label }) => label).filter((label) => Object.hasOwn(inputs, label))).toEqual([]);
        for (const { text } of said) expect(codes.filter((code) => text.split(/[;:] /).includes(code))).toEqual([]);
      }
    }),
  );
});

test("an input without words is shown under its own name, so that nothing that decided is left out", () => {
  expect(inputWords({ phaseOfTheMoon: ["new", "full"], isAsked: true }, undefined)).toEqual([
    { label: "phaseOfTheMoon", text: "new; full" },
    { label: "The scheme asks for one", text: "Yes" },
  ]);
});
