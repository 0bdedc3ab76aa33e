/** The words of a return's tables: what is measured, what the rows and columns can be, and how spend is counted. */

export const measures = { spend: "Spend", volumes: "Volumes", households: "Households helped" } as const;
export type Measure = keyof typeof measures;

/** A line without a recorded cut stands under `notRecorded`, so that every cut of a return has the same total. */
export const notRecorded = "NOT_RECORDED";
/** The row or column of everything, in a table that asks for one and in a table that is not cut this way. */
export const total = "TOTAL";

/** All money that no purpose keeps for itself. */
export const withoutPurpose = "CORE";

/** A household with none of these is `OTHER`. */
export const compositions = {
  CHILDREN: "Households with children",
  PENSIONER: "Households with pensioners",
  DISABLED: "Households with a disabled person",
  OTHER: "Other households",
} as const;
export type Composition = keyof typeof compositions;

export const routes = {
  APPLICATION: "Application",
  PROACTIVE: "Found by the council or a partner, without an application",
  OTHER: "Other routes",
} as const;

/** Which of its compositions a household is reported under, where several apply. */
export const precedences = {
  DISABLED_PENSIONER_CHILDREN: "A disabled person, then a pensioner, then children",
  DISABLED_CHILDREN_PENSIONER: "A disabled person, then children, then a pensioner",
  PENSIONER_DISABLED_CHILDREN: "A pensioner, then a disabled person, then children",
  PENSIONER_CHILDREN_DISABLED: "A pensioner, then children, then a disabled person",
  CHILDREN_DISABLED_PENSIONER: "Children, then a disabled person, then a pensioner",
  CHILDREN_PENSIONER_DISABLED: "Children, then a pensioner, then a disabled person",
} as const;
export type Precedence = keyof typeof precedences;

export const axes = {
  total: "One total",
  measure: "The measures",
  category: "The categories that pay for awards and services",
  strand: "The strands: every category, administration too",
  composition: "Who lives in the household",
  delivery: "How it is delivered",
  route: "How the household was reached",
  month: "The months that the return covers",
  administration: "The lines of administration",
  contribution: "Contributions from one category to another",
  purpose: "Money for one purpose, and all other money",
  typed: "What finance types",
} as const;
export type Axis = keyof typeof axes;

/** Only these cut the lines of awards, so only these have a total of their own. */
export const cutAxes: readonly Axis[] = ["category", "strand", "composition", "delivery", "route", "month", "purpose"];

export const spendCounts = {
  paid: "Money that has been delivered to the household",
  committed: "Money that was awarded and is still to be paid, and money that has been paid",
} as const;
export type SpendCounts = keyof typeof spendCounts;

export const typedKinds = {
  text: "A line of text",
  email: "An email address",
  day: "A day",
  amount: "An amount of money",
  longText: "Several lines of text",
} as const;
export type TypedKind = keyof typeof typedKinds;

/** A table of every return of the scheme. No return may have this code. */
export const everyReturn = "every";
