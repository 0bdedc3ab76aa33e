import { type Application, ageOf, householdOf, personHelped } from "./application.ts";
import { addMonths, ageOn, type Day } from "./dates.ts";

/** What returns and extracts cut an award by. All of it is coded: it names nobody, and stays when people are forgotten. */

export const compositionCodes = ["CHILDREN", "PENSIONER", "DISABLED"] as const;
export type CompositionCode = (typeof compositionCodes)[number];

export const routeCodes = ["APPLICATION", "PROACTIVE", "OTHER"] as const;
export type RouteCode = (typeof routeCodes)[number];

export const familyTypes = {
  single: "One adult, no children",
  couple: "A couple, no children",
  singleWithChildren: "One adult with children",
  coupleWithChildren: "A couple with children",
  otherAdults: "Other households of several adults",
  unknown: "Not recorded",
} as const;
export type FamilyType = keyof typeof familyTypes;

export const ageGroups = ["under16", "16-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+", "unknown"] as const;
export type AgeGroup = (typeof ageGroups)[number];

export type Cuts = {
  /** Everything that holds of the household. Empty is another household, which a return reports as such. */
  readonly composition: readonly CompositionCode[];
  readonly route: RouteCode;
  readonly familyType: FamilyType;
  /** Of the person helped, on the day of the award. */
  readonly ageGroup: AgeGroup;
};

/** The days by which a scheme tells children and pensioners. */
export type CutsBy = { readonly today: Day; readonly end: Day; readonly childUnder: number };

/** The day on which a person born on this day can have a State Pension, by the Pensions Acts 1995, 2007, 2011 and 2014. */
export const pensionDay = (born: Day): Day => {
  if (born < "1960-04-06") return addMonths(born, 66 * 12);
  if (born < "1961-03-06") {
    const months = (Number(born.slice(0, 4)) - 1960) * 12 + Number(born.slice(5, 7)) - 4 + (Number(born.slice(8)) >= 6 ? 1 : 0);
    return addMonths(born, 66 * 12 + months);
  }
  return addMonths(born, (born < "1977-04-06" ? 67 : 68) * 12);
};

const oldestTo = [
  [16, "under16"],
  [25, "16-24"],
  [35, "25-34"],
  [45, "35-44"],
  [55, "45-54"],
  [65, "55-64"],
  [75, "65-74"],
] as const;

export const ageGroupOf = (age: number): AgeGroup => oldestTo.find(([under]) => age < under)?.[1] ?? "75+";

type Told = { readonly isChild: boolean; readonly isPensioner: boolean };

const toldBy = ({ dateOfBirth, estimatedAge }: Pick<Application["people"][number], "dateOfBirth" | "estimatedAge">, by: CutsBy): Told => {
  // Nobody knows in which month somebody of an estimated age was born, so the estimate itself counts.
  if (dateOfBirth === undefined) {
    const age = ageOf({ estimatedAge }, by.today);
    return { isChild: age < by.childUnder, isPensioner: age >= 67 };
  }
  return { isChild: ageOn(dateOfBirth, by.end) < by.childUnder, isPensioner: pensionDay(dateOfBirth) <= by.end };
};

const compositionFrom = (has: Readonly<Record<CompositionCode, boolean>>): readonly CompositionCode[] =>
  compositionCodes.filter((code) => has[code]);

const disabledBenefits: readonly Application["money"]["benefits"][number][] = ["pip", "attendanceAllowance", "esa"];
const pensionerBenefits: readonly Application["money"]["benefits"][number][] = ["pensionCredit", "statePension"];
const benefitOfChildren = "childBenefit";

/** An application's cuts. Children and pensioners are told by the scheme's last day, as the department's guidance has it. */
export const cutsOfApplication = (application: Application, by: CutsBy): Cuts => {
  const people = householdOf(application);
  const { benefits } = application.money;
  const told = people.map((person) => toldBy(person, by));
  const children = told.filter(({ isChild }) => isChild).length;
  const adults = people.length - children;
  const hasChildren = children > 0 || benefits.includes(benefitOfChildren);
  return {
    composition: compositionFrom({
      CHILDREN: hasChildren,
      PENSIONER: told.some(({ isPensioner }) => isPensioner) || benefits.some((one) => pensionerBenefits.includes(one)),
      DISABLED: benefits.some((one) => disabledBenefits.includes(one)),
    }),
    route: "APPLICATION",
    familyType: familyOf({ adults, hasChildren, isCouple: people.some(({ relationship }) => relationship === "partner") }),
    ageGroup: ageGroupOf(ageOn(personHelped(application).dateOfBirth, by.today)),
  };
};

const familyOf = (of: { readonly adults: number; readonly hasChildren: boolean; readonly isCouple: boolean }): FamilyType => {
  if (of.isCouple && of.adults <= 2) return of.hasChildren ? "coupleWithChildren" : "couple";
  if (of.adults > 1) return "otherAdults";
  return of.hasChildren ? "singleWithChildren" : "single";
};

/** The row of a list says how many children there are, and nothing of other adults or of benefits. */
export const cutsOfListRow = (
  { dateOfBirth, children = 0 }: { readonly dateOfBirth: Day; readonly children?: number },
  by: CutsBy,
): Cuts => {
  const { isChild, isPensioner } = toldBy({ dateOfBirth }, by);
  return {
    composition: compositionFrom({ CHILDREN: isChild || children > 0, PENSIONER: isPensioner, DISABLED: false }),
    route: "PROACTIVE",
    familyType: "unknown",
    ageGroup: ageGroupOf(ageOn(dateOfBirth, by.today)),
  };
};
