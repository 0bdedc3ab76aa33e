import * as z from "zod/mini";
import { council } from "../../council.ts";
import { type Application, ageOf, householdOf, isBirthKnown, personHelped } from "../application.ts";
import { type Residence, residenceOf } from "../area.ts";
import { ageOn, type Day } from "../dates.ts";
import type { HouseholdClaims } from "../household/household.ts";
import type { Pence } from "../money.ts";
import type { Need } from "../needs.ts";
import type { ConversationOutcome } from "../public-funds.ts";
import { says } from "../says.ts";
import type { SchemeCode } from "../scheme/scheme.ts";
import { longText } from "../text.ts";

/** Reasons for going without evidence. Residents and auditors can be told each. */
export const waivers = {
  cannotGet: "The person cannot get it",
  unsafeToGet: "Getting it would not be safe",
  alreadyHeld: "The council or the department holds it already",
  tooUrgent: "The need cannot wait for it",
} as const;
export type Waiver = keyof typeof waivers;

/** One accepted alternative for a piece of evidence, or a waiver with its reason. */
export const evidenceGivenSchema = z.union(
  [
    z.strictObject({
      evidence: says(z.string().check(z.maxLength(40)), "The evidence’s code, from the evidence of the scheme’s document."),
      shown: longText("what you were shown", 120),
    }),
    z.strictObject({
      evidence: says(z.string().check(z.maxLength(40)), "The evidence’s code, from the evidence of the scheme’s document."),
      waived: says(z.enum(Object.keys(waivers) as [Waiver, ...Waiver[]], { error: "Select why it is waived" }), "Why it is waived."),
    }),
  ],
  { error: "Say what you were shown, or why it is waived" },
);
export type EvidenceGiven = z.infer<typeof evidenceGivenSchema>;

export const evidenceListSchema = z.array(evidenceGivenSchema).check(z.maxLength(20, "Give each piece of evidence once"));

/** Assessors confirm these before money may be committed. */
export const checks = {
  dhpConsidered: "Housing Benefit, Universal Credit housing costs and a discretionary housing payment were considered first",
  homelessnessDutyChecked: "The council’s homelessness duties were checked",
  housingElementSeen: "Universal Credit includes help with housing costs",
  rolloverConfirmed: "The rules of the scheme that is open now were looked at again for this application",
} as const;
export type Check = keyof typeof checks;
export const checkCodes = Object.keys(checks) as Check[];

/** The form's answers about money and circumstances are facts as they are. The story is in the resident's own words, and is none. */
type Answered = Application["money"] &
  Omit<Application["circumstances"], "story" | "storyByPhone"> &
  Partial<NonNullable<Application["publicFunds"]>>;

/** Rules see nothing else, and nothing here names a person. Facts that nobody asked for are missing. */
export type Facts = Readonly<Answered> & {
  readonly today: Day;
  readonly residence: Residence;
  /** The address list says in whose area the home is, so that no district has to tell. */
  readonly isListedHome?: true;
  /** The postcode's first half. */
  readonly district?: string;
  readonly ageOfPersonHelped: number;
  /** Everyone in the household, the person helped among them. */
  readonly ages: readonly number[];
  /** Those of them that are estimates, since nobody knows the date of birth. */
  readonly estimatedAges?: readonly number[];
  /** The needs asked for, or those that an award would meet. */
  readonly needs: readonly Need[];
  readonly claims: Pick<HouseholdClaims, "claims" | "spent">;
  /** Awards of earlier schemes count by the window of the scheme that decides. Earlier decisions were made otherwise. */
  readonly countsEarlierSchemes?: true;
  /** The award's total, once there is an award. */
  readonly amount?: Pence;
  readonly evidence: readonly EvidenceGiven[];
  readonly checks: readonly Check[];
  /** The scheme that was open when the application was sent. */
  readonly appliedUnder?: SchemeCode;
  /** The outcome of the private conversation about public funds. */
  readonly conversation?: ConversationOutcome;
  /** Names of the measures that these facts answer, and "ages" where they tell ages. Absent where everything was asked. */
  readonly measured?: readonly string[];
};

/** Stored with a decision, so that it can be made again. */
export type DecisionFacts = Pick<
  Facts,
  "today" | "needs" | "claims" | "countsEarlierSchemes" | "amount" | "evidence" | "checks" | "appliedUnder" | "conversation"
>;

export const factsOf = (application: Application, decision: DecisionFacts): Facts => {
  const { address, money, circumstances, publicFunds } = application;
  const { story: _, storyByPhone: __, ...answered } = circumstances;
  const postcode = address.kind === "settled" ? address.postcode : undefined;
  const household = householdOf(application);
  const estimatedAges = household.filter((person) => !isBirthKnown(person)).map((person) => ageOf(person, decision.today));
  return {
    ...decision,
    ...money,
    ...answered,
    ...publicFunds,
    ...residenceAt(address),
    ...(postcode && { district: postcode.split(" ")[0] }),
    ageOfPersonHelped: ageOn(personHelped(application).dateOfBirth, decision.today),
    ages: household.map((person) => ageOf(person, decision.today)),
    ...(estimatedAges.length > 0 && { estimatedAges }),
  };
};

const residenceAt = (address: Application["address"]): Pick<Facts, "residence" | "isListedHome"> => {
  if (address.kind !== "settled") return { residence: "unknown" };
  if (address.custodian === undefined) return { residence: residenceOf(address.postcode) };
  return { residence: address.custodian === council.area.custodian ? "inside" : "outside", isListedHome: true };
};

/** The words and inputs about estimated ages, for a rule that counts people by age. */
export const estimatesIn = ({ estimatedAges = [] }: Pick<Facts, "estimatedAges">) => {
  const about = estimatedAges.map((age) => `about ${age}`);
  const because = about.length > 0 ? ` Somebody’s age is an estimate: ${about.join(", ")}.` : "";
  return { because, inputs: { ...(about.length > 0 && { estimatedAges: about }) } };
};

/** The scheme says at which age a child counts as an adult. */
export const compositionOf = ({ ages }: Pick<Facts, "ages">, childUnder: number) => {
  const children = ages.filter((age) => age < childUnder).length;
  return { people: ages.length, adults: ages.length - children, children };
};
