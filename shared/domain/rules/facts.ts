import * as z from "zod/mini";
import { type Application, type Benefit, type OtherScheme, personHelped, type Trigger } from "../application.ts";
import { type Residence, residenceOf } from "../area.ts";
import { ageOn, type Day } from "../dates.ts";
import type { HouseholdClaims } from "../household/household.ts";
import type { Pence } from "../money.ts";
import type { Need } from "../needs.ts";
import type { SchemeCode } from "../scheme/scheme.ts";
import { longText } from "../text.ts";

/** Why evidence is done without. Each is a reason that can be told to the person and to an auditor. */
export const waivers = {
  cannotGet: "The person cannot get it",
  unsafeToGet: "Getting it would not be safe",
  alreadyHeld: "The council or the department holds it already",
  tooUrgent: "The need cannot wait for it",
} as const;
export type Waiver = keyof typeof waivers;

/** What an assessor was shown for one piece of evidence: one of its accepted alternatives, or a waiver with its reason. */
export const evidenceGivenSchema = z.union(
  [
    z.strictObject({ evidence: z.string().check(z.maxLength(40)), shown: longText("what you were shown", 120) }),
    z.strictObject({
      evidence: z.string().check(z.maxLength(40)),
      waived: z.enum(Object.keys(waivers) as [Waiver, ...Waiver[]], { error: "Select why it is waived" }),
    }),
  ],
  { error: "Say what you were shown, or why it is waived" },
);
export type EvidenceGiven = z.infer<typeof evidenceGivenSchema>;

/** Everything that was shown or waived. */
export const evidenceListSchema = z.array(evidenceGivenSchema).check(z.maxLength(20, "Give each piece of evidence once"));

/** What an assessor confirms having looked at before money may be committed. */
export const checks = {
  dhpConsidered: "Housing Benefit, Universal Credit housing costs and a discretionary housing payment were considered first",
  homelessnessDutyChecked: "The council’s homelessness duties were checked",
  housingElementSeen: "Universal Credit includes help with housing costs",
  rolloverConfirmed: "The rules of the scheme that is open now were looked at again for this application",
} as const;
export type Check = keyof typeof checks;
export const checkCodes = Object.keys(checks) as Check[];

/** Everything that a rule may look at. Nothing in it names a person. */
export type Facts = {
  readonly today: Day;
  readonly residence: Residence;
  /** The postcode's first half; none without a settled address. */
  readonly district?: string;
  readonly ageOfPersonHelped: number;
  /** Everyone in the household, the person helped among them. */
  readonly ages: readonly number[];
  readonly monthlyIncome: Pence;
  /** Rent or mortgage a month; unknown where nobody asked. */
  readonly monthlyHousingCosts?: Pence;
  readonly savings: Pence;
  readonly benefits: readonly Benefit[];
  readonly trigger: Trigger;
  readonly without: Application["circumstances"]["without"];
  /** Other schemes that already help with what is asked for; unknown where nobody asked. */
  readonly helpFrom?: readonly OtherScheme[];
  /** Whether somebody's visa says "no recourse to public funds"; unknown where nobody asked. */
  readonly noRecourse?: "yes" | "no" | "notSure";
  /** The needs in question: those asked for, or those that an award would meet. */
  readonly needs: readonly Need[];
  readonly claims: Pick<HouseholdClaims, "claims" | "spent">;
  /** What the award in question comes to; unknown before there is one. */
  readonly amount?: Pence;
  readonly evidence: readonly EvidenceGiven[];
  readonly checks: readonly Check[];
  /** The scheme that was open when the application was sent. */
  readonly appliedUnder?: SchemeCode;
};

/** What a decision adds to the answers. Stored with the decision, so that it can be made again. */
export type DecisionFacts = Pick<Facts, "today" | "needs" | "claims" | "amount" | "evidence" | "checks" | "appliedUnder">;

export const factsOf = (application: Application, decision: DecisionFacts): Facts => {
  const { address, money, circumstances, publicFunds } = application;
  const postcode = address.kind === "settled" ? address.postcode : undefined;
  return {
    ...decision,
    residence: residenceOf(postcode),
    ...(postcode && { district: postcode.split(" ")[0] }),
    ageOfPersonHelped: ageOn(personHelped(application).dateOfBirth, decision.today),
    ages: application.people.map(({ dateOfBirth }) => ageOn(dateOfBirth, decision.today)),
    monthlyIncome: money.monthlyIncome,
    ...(money.monthlyHousingCosts !== undefined && { monthlyHousingCosts: money.monthlyHousingCosts }),
    savings: money.savings,
    benefits: money.benefits,
    trigger: circumstances.trigger,
    without: circumstances.without,
    ...(circumstances.helpFrom && { helpFrom: circumstances.helpFrom }),
    ...(publicFunds && { noRecourse: publicFunds.noRecourse }),
  };
};

/** How many of the household are adults and how many children, by the scheme's own age for it. */
export const compositionOf = ({ ages }: Pick<Facts, "ages">, childUnder: number) => {
  const children = ages.filter((age) => age < childUnder).length;
  return { people: ages.length, adults: ages.length - children, children };
};
