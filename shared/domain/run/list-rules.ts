import { residenceOf } from "../area.ts";
import { ageOn, type Day } from "../dates.ts";
import type { HouseholdClaims } from "../household/household.ts";
import { type Pence, zeroPence } from "../money.ts";
import { assess, type RuleResult } from "../rules/eligibility.ts";
import type { EvidenceGiven, Facts } from "../rules/facts.ts";
import { ruleFor } from "../rules/rules.ts";
import type { CatalogueItem, Scheme } from "../scheme/scheme.ts";
import type { CohortRow } from "./cohort-row.ts";

/** The other rules need answers that only an application has. */
const answeredByLists: readonly string[] = [
  "livesInArea",
  "oldEnough",
  "needInScope",
  "housingLastResort",
  "housingGate",
  "notAlreadyHelped",
  "withinCaps",
  "evidenceOrWaiver",
];

/** A scheme's rules in words: those that a list can answer, and the others. */
export const rulesLookedAt = (scheme: Scheme): { readonly lookedAt: readonly string[]; readonly notLookedAt: readonly string[] } => {
  const says = (isLookedAt: boolean) =>
    scheme.rules.filter(({ rule }) => answeredByLists.includes(rule) === isLookedAt).flatMap((setting) => ruleFor(setting)?.says ?? []);
  return { lookedAt: says(true), notLookedAt: [...says(false), ...scheme.ownRules.map((own) => own.says)] };
};

export type ListFacts = {
  readonly today: Day;
  readonly item: CatalogueItem;
  readonly amount: Pence;
  readonly claims: Pick<HouseholdClaims, "claims" | "spent">;
  readonly evidence: readonly EvidenceGiven[];
};

export const assessRow = (
  { dateOfBirth, address }: CohortRow,
  { today, item, amount, claims, evidence }: ListFacts,
  scheme: Scheme,
): readonly RuleResult[] => {
  const age = ageOn(dateOfBirth, today);
  const facts: Facts = {
    today,
    residence: residenceOf(address.postcode),
    district: address.postcode.split(" ")[0],
    ageOfPersonHelped: age,
    ages: [age],
    needs: [item.need],
    claims,
    amount,
    evidence,
    checks: [],
    // A list does not say these, and no rule that looks at them is asked.
    monthlyIncome: zeroPence,
    savings: zeroPence,
    benefits: [],
    trigger: "ongoing",
    without: [],
  };
  return assess(facts, { ...scheme, rules: scheme.rules.filter(({ rule }) => answeredByLists.includes(rule)), ownRules: [] });
};
