import { residenceOf } from "../../shared/domain/area.ts";
import type { Day } from "../../shared/domain/dates.ts";
import { assess, reasonsAgainst, ruleWords } from "../../shared/domain/rules/eligibility.ts";
import type { Facts } from "../../shared/domain/rules/facts.ts";
import type { MeasureName } from "../../shared/domain/rules/measures.ts";
import { ruleFor } from "../../shared/domain/rules/rules.ts";
import type { OwnRule, Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { PreCheckAnswers } from "./pre-check-form.ts";

export type PreCheckOutcome =
  | { readonly kind: "likely" }
  /** The sentences that a person must look at. */
  | { readonly kind: "look"; readonly at: readonly string[] }
  /** The first rule that fails, and for each failing rule why, in words for a resident. */
  | { readonly kind: "unlikely"; readonly rule: string; readonly because: readonly string[] };

/** The measures that the few questions answer. They know ages only as above or below one line. */
const measuredBefore: readonly MeasureName[] = [
  "monthlyIncome",
  "monthlyHousingCosts",
  "incomeAfterHousing",
  "savings",
  "incomeAndSavings",
  "people",
  "adults",
  "children",
  "ageOfPersonHelped",
  "needs",
  "trigger",
];

const isAnsweredBefore = ({ conditions }: OwnRule): boolean =>
  conditions.every(
    ({ measure, agedFrom, agedTo }) =>
      (measuredBefore as readonly string[]).includes(measure) && agedFrom === undefined && agedTo === undefined,
  );

const asAskedBefore = (scheme: Scheme): Scheme => ({
  ...scheme,
  rules: scheme.rules.filter((setting) => ruleFor(setting)?.isAnsweredBefore),
  ownRules: scheme.ownRules.filter(isAnsweredBefore),
});

/** Facts that nobody asked for stand empty, so run only rules that do without them. */
const factsBefore = (answers: PreCheckAnswers, { code, about: { childUnder } }: Scheme, today: Day): Facts => {
  const { postcode, age, adults, children, monthlyIncome, monthlyHousingCosts, savings, trigger, needs } = answers;
  const isAdult = age >= childUnder;
  // Nobody asked the others' ages: any age on the right side of the line stands for theirs.
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

/** Asks the scheme's own rules, the same that later look at the application. */
export const checkFirst = (answers: PreCheckAnswers, scheme: Scheme, today: Day): PreCheckOutcome => {
  const results = assess(factsBefore(answers, scheme, today), asAskedBefore(scheme));
  const wordsOf = (rule: string) => ruleWords(rule, scheme) ?? { says: rule, toResident: rule };

  const against = reasonsAgainst(results);
  const [rule] = against;
  if (rule) return { kind: "unlikely", rule, because: against.map((name) => wordsOf(name).toResident) };

  const open = results.filter(({ verdict }) => verdict === "refer");
  return open.length > 0 ? { kind: "look", at: open.map((result) => wordsOf(result.rule).says) } : { kind: "likely" };
};
