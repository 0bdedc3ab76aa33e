import { benefits, otherSchemes } from "../../shared/domain/answers.ts";
import { residenceOf } from "../../shared/domain/area.ts";
import type { Day } from "../../shared/domain/dates.ts";
import { type Claim, claimFor, windowFor } from "../../shared/domain/household/household.ts";
import { mostTyped, pence } from "../../shared/domain/money.ts";
import { assess, type RuleResult, reasonsAgainst, ruleWords, withAlwaysOn } from "../../shared/domain/rules/eligibility.ts";
import type { Facts } from "../../shared/domain/rules/facts.ts";
import type { MeasureName } from "../../shared/domain/rules/measures.ts";
import type { Rule } from "../../shared/domain/rules/rule.ts";
import { ruleFor } from "../../shared/domain/rules/rules.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { PreCheckAnswers } from "./pre-check-form.ts";

export type PreCheckOutcome =
  /** The sentences of rules that the few questions leave open: help is likely as long as they hold. */
  | { readonly kind: "likely"; readonly asLongAs: readonly string[] }
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

const rulesThat = (scheme: Scheme, isWanted: (rule: Rule) => boolean): Scheme["rules"] =>
  scheme.rules.filter((setting) => {
    const known = ruleFor(setting);
    return known !== undefined && isWanted(known);
  });

/** The rules that the questions answer, and staff's own, which ask for a look where the questions do not answer them. */
const asAskedBefore = (scheme: Scheme): Scheme => ({ ...scheme, rules: rulesThat(scheme, ({ isAnsweredBefore }) => isAnsweredBefore) });

/** The rules that may refuse and that the questions do not answer. */
const askedLater = (scheme: Scheme): Scheme => ({
  ...scheme,
  rules: rulesThat(scheme, ({ isAnsweredBefore, canRefuse }) => canRefuse && !isAnsweredBefore),
  ownRules: [],
});

/** Fills answers that the check never asks for, as is best for the household: no earlier help, no other scheme, every benefit. */
const atBest = (facts: Facts): Facts => ({ ...facts, benefits: Object.keys(benefits) as Facts["benefits"], helpFrom: [] });

/** The same as it is worst: the help was had already, and every other scheme helps. */
const atWorst = (facts: Facts, scheme: Scheme): Facts => ({
  ...facts,
  helpFrom: Object.keys(otherSchemes) as Facts["helpFrom"],
  claims: {
    claims: facts.needs.flatMap((need) =>
      Array<Claim>(windowFor(scheme, need).awards).fill(claimFor(scheme, need, "earlier", facts.today)),
    ),
    spent: { [scheme.code]: pence(mostTyped) },
  },
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
    measured: measuredBefore,
  };
};

/** Asks the scheme's own rules, the same that later look at the application. It is never more certain than they are. */
export const checkFirst = (answers: PreCheckAnswers, asPublished: Scheme, today: Day): PreCheckOutcome => {
  const scheme = withAlwaysOn(asPublished);
  const facts = factsBefore(answers, scheme, today);
  const results = assess(facts, asAskedBefore(scheme));
  const wordsOf = (rule: string) => ruleWords(rule, scheme) ?? { says: rule, toResident: rule };

  const against = reasonsAgainst(results);
  const [rule] = against;
  if (rule) return { kind: "unlikely", rule, because: against.map((name) => wordsOf(name).toResident) };

  const isOpen = ({ verdict }: RuleResult) => verdict !== "pass";
  const later = askedLater(scheme);
  const [best, worst] = [assess(atBest(facts), later), assess(atWorst(facts, scheme), later)];
  const open = [...results, ...best].filter(isOpen);
  return open.length > 0
    ? { kind: "look", at: open.map((result) => wordsOf(result.rule).says) }
    : { kind: "likely", asLongAs: worst.filter(isOpen).map((result) => wordsOf(result.rule).says) };
};
