import { type Application, personHelped } from "./application.ts";
import { residenceOf } from "./area.ts";
import { ageOn, type Day, formatDay } from "./dates.ts";
import { claimAgainst, type HouseholdClaims } from "./household.ts";
import { formatPounds, pence } from "./money.ts";
import { type Need, needs } from "./needs.ts";
import { needsMetBy, type Scheme, type Sourced } from "./scheme.ts";

/** A rule passes, fails, or asks that a person looks. */
export type Verdict = "pass" | "fail" | "refer";

export type Facts = {
  readonly application: Application;
  readonly claims: HouseholdClaims;
  /** The needs in question: those asked for, or those that an award would meet. */
  readonly needs: readonly Need[];
  readonly today: Day;
};

type Finding = { readonly verdict: Verdict; readonly because: string };

type Rule = {
  /** What must be true, in one sentence. */
  readonly says: string;
  /** What a resident is told when the rule is the reason for a refusal. */
  readonly toResident: string;
  readonly find: (facts: Facts, scheme: Scheme) => Finding;
  /** The scheme's figure that the rule goes by, where there is one. */
  readonly goesBy?: (scheme: Scheme) => Sourced<unknown>;
};

const passOr = (passed: boolean, otherwise: Exclude<Verdict, "pass">, because: string): Finding => ({
  verdict: passed ? "pass" : otherwise,
  because,
});

/** Listed in the order in which a decision letter gives its reasons. */
const rules = {
  livesInArea: {
    says: "The household lives in the council's area.",
    toResident: "The address you gave is outside the area that we can help.",
    find: ({ application: { address } }) => {
      if (address.kind === "none") return { verdict: "refer", because: `Has no settled address; staying: ${address.staying}` };
      const residence = residenceOf(address.postcode);
      const district = address.postcode.split(" ")[0] ?? "";
      switch (residence) {
        case "inside":
          return { verdict: "pass", because: `${district} lies inside the area.` };
        case "partly":
          return { verdict: "refer", because: `${district} crosses the boundary. Check that this address is inside.` };
        default:
          return { verdict: "fail", because: `${district} lies outside the area.` };
      }
    },
  },
  oldEnough: {
    says: "The person who needs help has reached the scheme's minimum age.",
    toResident: "The scheme is for people who have reached its minimum age.",
    find: ({ application, today }, { rules: { minimumAge } }) => {
      const age = ageOn(personHelped(application).dateOfBirth, today);
      return passOr(age >= minimumAge.value, "fail", `Aged ${age}; the minimum is ${minimumAge.value}.`);
    },
    goesBy: ({ rules: { minimumAge } }) => minimumAge,
  },
  incomeWithinLimit: {
    says: "The household's income over a year is not above the limit.",
    toResident: "Your household's income is above the scheme's limit.",
    find: ({ application: { money } }, { rules: { incomeMaxYearly } }) => {
      const yearly = pence(money.monthlyIncome * 12);
      return passOr(
        yearly <= incomeMaxYearly.value,
        "fail",
        `${formatPounds(yearly)} a year (${formatPounds(money.monthlyIncome)} a month); the limit is ${formatPounds(incomeMaxYearly.value)}.`,
      );
    },
    goesBy: ({ rules: { incomeMaxYearly } }) => incomeMaxYearly,
  },
  savingsWithinLimit: {
    says: "The household's savings are not above the limit.",
    toResident: "Your household's savings are above the scheme's limit.",
    find: ({ application: { money } }, { rules: { savingsMax } }) =>
      passOr(money.savings <= savingsMax.value, "fail", `${formatPounds(money.savings)}; the limit is ${formatPounds(savingsMax.value)}.`),
    goesBy: ({ rules: { savingsMax } }) => savingsMax,
  },
  needInScope: {
    says: "The scheme can pay for what is needed.",
    toResident: "This scheme cannot pay for what you asked for.",
    find: ({ needs: asked }, scheme) => {
      const met = needsMetBy(scheme);
      const outside = asked.filter((need) => !met.has(need));
      if (outside.length === 0) return { verdict: "pass", because: "Everything asked for is in the scheme's catalogue." };
      const named = outside.map((need) => needs[need]).join("; ");
      return passOr(false, outside.length === asked.length ? "fail" : "refer", `Not in the catalogue: ${named}.`);
    },
  },
  crisisOrShock: {
    says: "A crisis or a sudden change in money lies behind the need, where the scheme asks for one.",
    toResident: "The scheme is for a crisis or a sudden change in your money.",
    find: ({ application: { circumstances } }, scheme) => {
      if (!scheme.rules.needsTrigger) return { verdict: "pass", because: "This scheme does not ask for one." };
      return passOr(
        circumstances.trigger !== "ongoing",
        "refer",
        circumstances.trigger === "ongoing"
          ? "Says that money has been short for a long time. Look for a crisis in the story."
          : "Says that something changed or soon will.",
      );
    },
  },
  notAlreadyHelped: {
    says: "The household has not had this help already in the time that the scheme counts.",
    toResident: "Your household has already had this help.",
    find: ({ needs: asked, claims, today }, scheme) => {
      const held = asked.flatMap((need) => {
        const against = claimAgainst(scheme, need, claims, today);
        return against ? [{ need, ...against }] : [];
      });
      if (held.length === 0) return { verdict: "pass", because: "No earlier award stands against it." };
      const named = held
        .map(({ need, claim, nextDay }) => `${needs[need]}: award ${claim.awardId}, again from ${formatDay(nextDay)}`)
        .join("; ");
      return passOr(false, held.length === asked.length ? "fail" : "refer", `${named}.`);
    },
  },
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;

/** One rule's result, as stored with a decision. */
export type RuleResult = { readonly rule: RuleName; readonly verdict: Verdict; readonly because: string };

export const ruleNames = Object.keys(rules) as RuleName[];
export const ruleSays = (rule: RuleName): string => rules[rule].says;
/** Where the figure that a rule goes by comes from, when nobody has verified that it is this council's own. */
export const unverifiedSource = (rule: RuleName, scheme: Scheme): string | undefined => {
  const { goesBy }: Rule = rules[rule];
  const figure = goesBy?.(scheme);
  return figure && !figure.verified ? figure.source : undefined;
};
export const ruleToResident = (rule: RuleName): string => rules[rule].toResident;

/** Every rule's result, all of them and in order: nobody has to guess what else stood in the way. */
export const assess = (facts: Facts, scheme: Scheme): readonly RuleResult[] =>
  ruleNames.map((rule) => ({ rule, ...rules[rule].find(facts, scheme) }));

/** The rules that fail. Eligible means none. */
export const reasonsAgainst = (results: readonly RuleResult[]): readonly RuleName[] =>
  results.filter(({ verdict }) => verdict === "fail").map(({ rule }) => rule);
