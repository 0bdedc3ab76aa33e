import { benefits, essentialsWithout, otherSchemes, triggers } from "../answers.ts";
import { spentIn } from "../household/household.ts";
import { needs } from "../needs.ts";
import type { Scheme } from "../scheme/scheme.ts";
import { compositionOf, type Facts } from "./facts.ts";

/** Both ends are inside. */
type Ages = { readonly from: number; readonly to: number };

type Measured<Kind extends string, Value> = {
  readonly kind: Kind;
  /** Goes on in a sentence: "… is at most £1,000", "… includes “Food”". */
  readonly label: string;
  /** Undefined where nobody asked. */
  readonly read: (facts: Facts, scheme: Scheme, ages: Ages) => Value | undefined;
};

export type Measure =
  | (Measured<"pence", number> & { readonly isOfAges?: never })
  | (Measured<"count", number> & { readonly isOfAges?: true })
  | (Measured<"choice" | "choices", readonly string[]> & { readonly options: { readonly [value: string]: string } });

/** Never add whether a visa limits public funds. Staff's own rules can refuse, and nobody is refused for that. */
const measures = {
  monthlyIncome: { kind: "pence", label: "the household’s monthly income", read: ({ monthlyIncome }) => monthlyIncome },
  monthlyHousingCosts: {
    kind: "pence",
    label: "the household’s monthly rent or mortgage",
    read: ({ monthlyHousingCosts }) => monthlyHousingCosts,
  },
  incomeAfterHousing: {
    kind: "pence",
    label: "the household’s monthly income after rent or mortgage",
    read: ({ monthlyIncome, monthlyHousingCosts: costs }) => (costs === undefined ? undefined : Math.max(monthlyIncome - costs, 0)),
  },
  savings: { kind: "pence", label: "the amount that the household has saved", read: ({ savings }) => savings },
  incomeAndSavings: {
    kind: "pence",
    label: "the household’s monthly income and savings together",
    read: ({ monthlyIncome, savings }) => monthlyIncome + savings,
  },
  people: {
    kind: "count",
    label: "the number of people",
    isOfAges: true,
    read: ({ ages }, _, { from, to }) => ages.filter((age) => from <= age && age <= to).length,
  },
  adults: { kind: "count", label: "the number of adults", read: (facts, { about }) => compositionOf(facts, about.childUnder).adults },
  children: { kind: "count", label: "the number of children", read: (facts, { about }) => compositionOf(facts, about.childUnder).children },
  ageOfPersonHelped: { kind: "count", label: "the age of the person who needs help", read: ({ ageOfPersonHelped }) => ageOfPersonHelped },
  awardsInScheme: {
    kind: "count",
    label: "the number of awards that the household has had from this scheme",
    read: ({ claims: { claims } }, { code }) => new Set(claims.filter(({ scheme }) => scheme === code).map(({ awardId }) => awardId)).size,
  },
  spentInScheme: {
    kind: "pence",
    label: "the amount that the household has had from this scheme",
    read: ({ claims }, { code }) => spentIn(claims, code),
  },
  benefits: { kind: "choices", label: "the list of the household’s benefits", options: benefits, read: (facts) => facts.benefits },
  needs: { kind: "choices", label: "the list of what is needed", options: needs, read: (facts) => facts.needs },
  without: {
    kind: "choices",
    label: "the list of what the household is without",
    options: essentialsWithout,
    read: (facts) => facts.without,
  },
  trigger: { kind: "choice", label: "what has happened to the household’s money", options: triggers, read: ({ trigger }) => [trigger] },
  helpFrom: {
    kind: "choices",
    label: "the list of other schemes that help already",
    options: otherSchemes,
    read: ({ helpFrom }) => helpFrom,
  },
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof measures;
export const measureNames = Object.keys(measures) as MeasureName[];

const byAge: readonly string[] = ["people", "adults", "children"] satisfies MeasureName[];
/** A measure of ages can rest on an estimate. */
export const countsByAge = (name: string): boolean => byAge.includes(name);

export const measureFor = (name: string): Measure | undefined =>
  Object.hasOwn(measures, name) ? measures[name as MeasureName] : undefined;
