import type { MeasureName } from "../../shared/domain/rules/measures.ts";
import type { Condition, Scheme } from "../../shared/domain/scheme/scheme.ts";

export type AskedBefore =
  | "postcode"
  | "age"
  | "adults"
  | "children"
  | "monthlyIncome"
  | "monthlyHousingCosts"
  | "savings"
  | "trigger"
  | "needs";

/** Everybody counts themselves too, so the age of the person helped belongs to the counts. */
const household = ["age", "adults", "children"] as const;

const forRules: { readonly [rule: string]: readonly AskedBefore[] } = {
  livesInArea: ["postcode"],
  oldEnough: ["age"],
  incomeWithinLimit: [...household, "monthlyIncome", "monthlyHousingCosts"],
  savingsWithinLimit: ["savings"],
  crisisOrShock: ["trigger"],
  needInScope: ["needs"],
};

/** Measures that are left out need answers that only the application asks for. */
const forMeasures: { readonly [M in MeasureName]?: readonly AskedBefore[] } = {
  monthlyIncome: ["monthlyIncome"],
  monthlyHousingCosts: ["monthlyHousingCosts"],
  incomeAfterHousing: ["monthlyIncome", "monthlyHousingCosts"],
  savings: ["savings"],
  incomeAndSavings: ["monthlyIncome", "savings"],
  people: household,
  adults: household,
  children: household,
  ageOfPersonHelped: ["age"],
  trigger: ["trigger"],
};

const forCondition = ({ measure, plusEachAdult, plusEachChild }: Condition): readonly AskedBefore[] => [
  ...((Object.hasOwn(forMeasures, measure) && forMeasures[measure as MeasureName]) || []),
  ...(plusEachAdult || plusEachChild ? household : []),
];

/** The questions before an application that some rule of the scheme looks at. Every scheme asks what is needed. */
export const askedBefore = ({ rules, ownRules }: Pick<Scheme, "rules" | "ownRules">): ReadonlySet<AskedBefore> =>
  new Set([
    "needs",
    ...rules.flatMap(({ rule }) => (Object.hasOwn(forRules, rule) ? (forRules[rule] ?? []) : [])),
    ...ownRules.flatMap(({ conditions }) => conditions.flatMap(forCondition)),
  ]);
