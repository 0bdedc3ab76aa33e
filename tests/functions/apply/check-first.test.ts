import fc from "fast-check";
import { expect, test } from "vitest";
import { checkFirst } from "../../../functions/apply/check-first.ts";
import { residenceOf } from "../../../shared/domain/area.ts";
import { assess, ruleWords } from "../../../shared/domain/rules/eligibility.ts";
import { compositionOf, type Facts } from "../../../shared/domain/rules/facts.ts";
import { measureFor, measureNames } from "../../../shared/domain/rules/measures.ts";
import { rules } from "../../../shared/domain/rules/rules.ts";
import type { Condition, OwnRule, Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { anyFacts, anyScheme } from "../../shared/domain/rules/any-facts.ts";

const anyCondition: fc.Arbitrary<Condition> = fc
  .tuple(fc.constantFrom(...measureNames), fc.nat({ max: 60 }), fc.boolean(), fc.boolean())
  .map(([measure, number, isMore, isAged]) => {
    const known = measureFor(measure);
    const options = known && "options" in known ? Object.keys(known.options) : undefined;
    if (options) return { measure, is: isMore ? "includes" : "excludes", value: options[number % options.length] ?? "" };
    return { measure, is: isMore ? "atLeast" : "atMost", value: number, ...(isAged && measure === "people" && { agedFrom: 5 }) };
  });

const anyOwnRule: fc.Arbitrary<OwnRule> = fc.record({
  name: fc.constant("ours"),
  says: fc.constant("Ours holds."),
  toResident: fc.constant("Ours does not hold."),
  otherwise: fc.constantFrom("fail", "refer"),
  joined: fc.constantFrom("all", "any"),
  conditions: fc.array(anyCondition, { minLength: 1, maxLength: 3 }),
});

type Household = { readonly scheme: Scheme; readonly facts: Facts; readonly postcode?: string };

/** A household with all its facts, most of which nobody asks beforehand. */
const anyHousehold: fc.Arbitrary<Household> = fc
  .tuple(anyScheme, fc.option(anyOwnRule), fc.constantFrom("CV1 2AB", "CV3 1AA", "LE1 1AA", undefined))
  .chain(([scheme, own, postcode]) =>
    anyFacts(scheme).map((facts) => ({
      scheme: { ...scheme, ownRules: own ? [own] : [] },
      ...(postcode && { postcode }),
      facts: {
        ...facts,
        residence: residenceOf(postcode),
        ...(postcode && { district: postcode.split(" ")[0] ?? "" }),
        ages: [facts.ageOfPersonHelped, ...facts.ages],
      },
    })),
  );

const checkOf = ({ scheme, facts, postcode }: Household) => {
  const { adults, children } = compositionOf(facts, scheme.about.childUnder);
  const { ageOfPersonHelped: age, monthlyIncome, monthlyHousingCosts, savings, trigger, needs } = facts;
  const housing = monthlyHousingCosts !== undefined && { monthlyHousingCosts };
  return checkFirst(
    { postcode, age, adults, children, monthlyIncome, ...housing, savings, trigger, needs: [...needs] } as never,
    scheme,
    facts.today,
  );
};

const mayRefuse = (rule: string) => rule.startsWith("own.") || rules.some(({ name, canRefuse }) => name === rule && canRefuse);

test("the check before an application is never more certain than the full rules, rule by rule", () => {
  fc.assert(
    fc.property(anyHousehold, (household) => {
      const { scheme, facts } = household;
      const outcome = checkOf(household);
      const full = assess(facts, scheme);
      if (outcome.kind === "unlikely") expect(full.find(({ rule }) => rule === outcome.rule)?.verdict).toBe("fail");
      if (outcome.kind !== "likely") return;
      for (const { rule, verdict } of full.filter((result) => mayRefuse(result.rule)))
        if (verdict !== "pass") expect(outcome.asLongAs).toContain(ruleWords(rule, scheme)?.says);
    }),
    { numRuns: 3_000 },
  );
});

test("likely, someone should look and unlikely are all reached", () => {
  const kinds = new Set(fc.sample(anyHousehold, { numRuns: 2_000, seed: 1 }).map((household) => checkOf(household).kind));
  expect([...kinds].toSorted()).toEqual(["likely", "look", "unlikely"]);
});
