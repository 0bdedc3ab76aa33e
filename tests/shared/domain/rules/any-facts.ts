import fc from "fast-check";
import { benefits, essentialsWithout, otherSchemes, recourseAnswers, triggers } from "../../../../shared/domain/answers.ts";
import { addDays, type Day } from "../../../../shared/domain/dates.ts";
import { claimFor } from "../../../../shared/domain/household/household.ts";
import { pence } from "../../../../shared/domain/money.ts";
import { needCodes } from "../../../../shared/domain/needs.ts";
import { checkCodes, type Facts, waivers } from "../../../../shared/domain/rules/facts.ts";
import type { Parameter, Rule, Settings } from "../../../../shared/domain/rules/rule.ts";
import type { Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";

const keyOf = <T extends object>(options: T) => fc.constantFrom(...(Object.keys(options) as (keyof T)[]));
const keysOf = <T extends object>(options: T) => fc.subarray(Object.keys(options) as (keyof T)[]);
const amount = fc.integer({ min: 0, max: 1_000_000_00 }).map(pence);

export const anyShippedScheme = fc.constantFrom(...shippedSchemes);

const anyEvidence = ({ evidence }: Scheme): fc.Arbitrary<Facts["evidence"][number]> =>
  fc.constantFrom(...evidence).chain(({ code, accepts }) =>
    fc.oneof(
      fc.constantFrom(...accepts, "Something else").map((shown) => ({ evidence: code, shown })),
      keyOf(waivers).map((waived) => ({ evidence: code, waived })),
    ),
  );

/** Earlier awards, each made on a day of the scheme before the one in question. */
const anyClaims = (scheme: Scheme, today: Day): fc.Arbitrary<Facts["claims"]> =>
  fc.record({
    claims: fc
      .array(fc.record({ need: fc.constantFrom(...needCodes), daysAgo: fc.integer({ min: 0, max: 400 }) }), { maxLength: 6 })
      .map((made) =>
        made
          .toSorted((a, b) => b.daysAgo - a.daysAgo)
          .map(({ need, daysAgo }, index) => ({ need, day: addDays(today, -daysAgo), awardId: `award-${index}` }))
          .filter(({ day }) => scheme.about.start <= day)
          .map(({ need, day, awardId }) => claimFor(scheme, need, awardId, day)),
      ),
    spent: fc.oneof(
      fc.constant({}),
      amount.map((spent) => ({ [scheme.code]: spent })),
    ),
  });

const anyDayOf = ({ about: { start } }: Scheme) => fc.integer({ min: 0, max: 180 }).map((days) => addDays(start, days));

/** Any facts of a household and its decision, known or not. */
export const anyFacts = (scheme: Scheme): fc.Arbitrary<Facts> =>
  anyDayOf(scheme).chain((today) =>
    fc.record(
      {
        today: fc.constant(today),
        residence: fc.constantFrom("inside", "partly", "outside", "unknown"),
        district: fc.constantFrom("CV1", "CV3", "CV8"),
        ageOfPersonHelped: fc.integer({ min: 0, max: 120 }),
        ages: fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 20 }),
        monthlyIncome: amount,
        monthlyHousingCosts: amount,
        savings: amount,
        benefits: keysOf(benefits),
        trigger: keyOf(triggers),
        without: keysOf(essentialsWithout),
        helpFrom: keysOf(otherSchemes),
        noRecourse: keyOf(recourseAnswers),
        needs: fc.subarray(needCodes, { minLength: 1 }),
        claims: anyClaims(scheme, today),
        amount,
        evidence: fc.array(anyEvidence(scheme), { maxLength: 4 }),
        checks: fc.subarray(checkCodes),
        appliedUnder: fc.constantFrom("HSF7", scheme.code),
      },
      {
        requiredKeys: [
          "today",
          "residence",
          "ageOfPersonHelped",
          "ages",
          "monthlyIncome",
          "savings",
          "benefits",
          "trigger",
          "without",
          "needs",
          "claims",
          "evidence",
          "checks",
        ],
      },
    ),
  ) as fc.Arbitrary<Facts>;

const anyValue = (parameter: Parameter, scheme: Scheme): fc.Arbitrary<Settings[string]> => {
  switch (parameter.kind) {
    case "pence":
      return fc.integer({ min: 0, max: 100_000_00 });
    case "count":
      return fc.integer({ min: parameter.least, max: parameter.most });
    case "yesNo":
      return fc.boolean();
    case "choice":
      return keyOf(parameter.options) as fc.Arbitrary<string>;
    case "choices":
      return keysOf(parameter.options) as fc.Arbitrary<string[]>;
    case "evidence":
      return fc.constantFrom(...scheme.evidence.map(({ code }) => code));
  }
};

/** Any settings of a rule. */
export const anySettings = ({ parameters }: Rule, scheme: Scheme): fc.Arbitrary<Settings> =>
  fc.record(Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, anyValue(parameter, scheme)])));

/** Any scheme, with caps or without. No shipped scheme has a cap. */
export const anyScheme: fc.Arbitrary<Scheme> = fc.tuple(anyShippedScheme, fc.option(fc.tuple(amount, amount))).map(([scheme, caps]) => {
  if (!caps) return scheme;
  const sourced = { verified: true, source: "The test." };
  const [award, household] = caps;
  return {
    ...scheme,
    caps: [
      { cap: "award", amount: award, ...sourced },
      { cap: "household", amount: household, ...sourced },
    ],
  };
});
