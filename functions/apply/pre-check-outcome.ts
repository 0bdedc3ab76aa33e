import { assess, reasonsAgainst, ruleWords } from "../../shared/domain/rules/eligibility.ts";
import type { Facts } from "../../shared/domain/rules/facts.ts";
import type { MeasureName } from "../../shared/domain/rules/measures.ts";
import { ruleFor } from "../../shared/domain/rules/rules.ts";
import type { OwnRule, Scheme } from "../../shared/domain/scheme/scheme.ts";

export type PreCheckOutcome =
  | { readonly kind: "likely" }
  /** What a person has to look at, each as what must be true. */
  | { readonly kind: "look"; readonly at: readonly string[] }
  /** The first rule that fails, and why for each that does, in words for a resident. */
  | { readonly kind: "unlikely"; readonly rule: string; readonly because: readonly string[] };

/** What the few questions measure. Of the household's ages they give only how many lie on each side of one line. */
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

/** The scheme with only those of its rules that the few questions answer. */
const asAskedBefore = (scheme: Scheme): Scheme => ({
  ...scheme,
  rules: scheme.rules.filter((setting) => ruleFor(setting)?.isAnsweredBefore),
  ownRules: scheme.ownRules.filter(isAnsweredBefore),
});

/** What the scheme's own rules make of the few answers: the same rules that later look at the application. */
export const preCheckOutcome = (facts: Facts, scheme: Scheme): PreCheckOutcome => {
  const results = assess(facts, asAskedBefore(scheme));
  const wordsOf = (rule: string) => ruleWords(rule, scheme) ?? { says: rule, toResident: rule };

  const against = reasonsAgainst(results);
  const [rule] = against;
  if (rule) return { kind: "unlikely", rule, because: against.map((name) => wordsOf(name).toResident) };

  const open = results.filter(({ verdict }) => verdict === "refer");
  return open.length > 0 ? { kind: "look", at: open.map((result) => wordsOf(result.rule).says) } : { kind: "likely" };
};
