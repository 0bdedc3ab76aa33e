import { residenceOf } from "../area.ts";
import { ageOn, type Day } from "../dates.ts";
import type { HouseholdClaims } from "../household/household.ts";
import { type Pence, zeroPence } from "../money.ts";
import { assess, type RuleResult } from "../rules/eligibility.ts";
import type { EvidenceGiven, Facts } from "../rules/facts.ts";
import type { MeasureName } from "../rules/measures.ts";
import { ruleFor } from "../rules/rules.ts";
import type { CatalogueItem, OwnRule, Scheme } from "../scheme/scheme.ts";
import type { CohortRow } from "./cohort-row.ts";

/** The list itself stands for the other built-in rules: they need answers that only an application has. */
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

/** The measures that a row and the register can answer. A row names one person, so nobody knows how many adults live there. */
const measuredByLists: readonly MeasureName[] = ["ageOfPersonHelped", "awardsInScheme", "spentInScheme", "needs"];

/** The column of children says nothing of a household whose named person is a child too. */
const saysChildren = ({ children }: Pick<CohortRow, "children">, age: number, { about }: Scheme): boolean =>
  children !== undefined && age >= about.childUnder;

const isAnsweredByLists = ({ conditions }: OwnRule): boolean =>
  conditions.every(
    ({ measure, plusEachAdult, plusEachChild }) =>
      (measuredByLists as readonly string[]).includes(measure) && !plusEachAdult && !plusEachChild,
  );

export type RulesOfList = {
  readonly lookedAt: readonly string[];
  /** The list makes up for these. */
  readonly notLookedAt: readonly string[];
  /** The scheme's own rules that hang on answers of an application: a person decides each row that they leave open. */
  readonly setAside: readonly string[];
};

/** A scheme's rules in words: those that a list can answer, and the others. */
export const rulesLookedAt = (scheme: Scheme): RulesOfList => {
  const says = (isLookedAt: boolean) =>
    scheme.rules.filter(({ rule }) => answeredByLists.includes(rule) === isLookedAt).flatMap((setting) => ruleFor(setting)?.says ?? []);
  const own = (isAnswered: boolean) => scheme.ownRules.filter((rule) => isAnsweredByLists(rule) === isAnswered).map((rule) => rule.says);
  return { lookedAt: [...says(true), ...own(true)], notLookedAt: says(false), setAside: own(false) };
};

export type ListFacts = {
  readonly today: Day;
  readonly item: CatalogueItem;
  readonly amount: Pence;
  readonly claims: Pick<HouseholdClaims, "claims" | "spent">;
  readonly evidence: readonly EvidenceGiven[];
};

/** Every built-in rule that a list can answer, and all of the scheme's own: what those cannot know, a person looks at. */
export const assessRow = (
  { dateOfBirth, address, children }: CohortRow,
  { today, item, amount, claims, evidence }: ListFacts,
  scheme: Scheme,
): readonly RuleResult[] => {
  const age = ageOn(dateOfBirth, today);
  const hasChildren = saysChildren({ children }, age, scheme);
  const facts: Facts = {
    today,
    measured: [...measuredByLists, ...(hasChildren ? ["children"] : [])],
    residence: residenceOf(address.postcode),
    district: address.postcode.split(" ")[0],
    ageOfPersonHelped: age,
    ages: [age, ...Array<number>(hasChildren ? (children ?? 0) : 0).fill(scheme.about.childUnder - 1)],
    needs: [item.need],
    claims,
    countsEarlierSchemes: true,
    amount,
    evidence,
    checks: [],
    // A list does not say these: no built-in rule that looks at them is asked, and no measure reads them.
    monthlyIncome: zeroPence,
    savings: zeroPence,
    benefits: [],
    trigger: "ongoing",
    without: [],
  };
  return assess(facts, { ...scheme, rules: scheme.rules.filter(({ rule }) => answeredByLists.includes(rule)) });
};
