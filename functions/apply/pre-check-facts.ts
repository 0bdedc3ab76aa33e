import { residenceOf } from "../../shared/domain/area.ts";
import type { Day } from "../../shared/domain/dates.ts";
import type { Facts } from "../../shared/domain/rules/facts.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { PreCheckAnswers } from "./pre-check-form.ts";

/**
 * A few answers as the facts that every rule looks at. What was not asked stands as if there were nothing of it, so only
 * rules that do without it may be run (pre-check-outcome.ts).
 */
export const factsBefore = (answers: PreCheckAnswers, { code, about: { childUnder } }: Scheme, today: Day): Facts => {
  const { postcode, age, adults, children, monthlyIncome, monthlyHousingCosts, savings, trigger, needs } = answers;
  const isAdult = age >= childUnder;
  // Of the others only their number is known: any age on the right side of the line stands for theirs.
  const others = [
    ...Array<number>(adults - (isAdult ? 1 : 0)).fill(childUnder),
    ...Array<number>(children - (isAdult ? 0 : 1)).fill(childUnder - 1),
  ];
  return {
    today,
    residence: residenceOf(postcode),
    ...(postcode && { district: postcode.split(" ")[0] }),
    ageOfPersonHelped: age,
    ages: [age, ...others],
    monthlyIncome,
    ...(monthlyHousingCosts !== undefined && { monthlyHousingCosts }),
    savings,
    trigger,
    needs,
    benefits: [],
    without: [],
    claims: { claims: [], spent: {} },
    evidence: [],
    checks: [],
    appliedUnder: code,
  };
};
