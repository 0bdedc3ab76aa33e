import { formatDay } from "../../shared/domain/dates.ts";
import { ruleSays } from "../../shared/domain/eligibility.ts";
import { formatPounds } from "../../shared/domain/money.ts";
import { needs } from "../../shared/domain/needs.ts";
import type { Category } from "../../shared/domain/scheme.ts";
import { schemes } from "../../shared/domain/schemes.ts";
import type { Notice } from "../assess/case-page.ts";
import type { AwardOutcome } from "./award-grant.ts";

type Outcome<K extends AwardOutcome["kind"]> = Extract<AwardOutcome, { kind: K }>;

export const noConsentWords = "They have not agreed to be referred to a service";

export const alreadyAwardedWords = ({ need, earlierAwardId, nextDay }: Outcome<"householdAlreadyAwarded">): string =>
  `${needs[need]}: the household has award ${earlierAwardId} for this. It can be met again from ${formatDay(nextDay)}.`;

const categoryLabel = (category: Category): string =>
  schemes.flatMap(({ categories }) => categories).find(({ code }) => code === category)?.label ?? category;

export const noMoneyWords = ({ category, left }: Outcome<"noMoneyLeft">): string =>
  `${categoryLabel(category)} has ${formatPounds(left)} left, which is less than this award needs. The household is not ineligible: the case stays in the queue.`;

/** Each refusal of an award in words of its own, with the way to what it rests on. */
export const notices = {
  otherDecisionUnderThisId: ({ awardId }: Outcome<"otherDecisionUnderThisId">): Notice => ({
    title: "Not awarded again: you have already awarded this",
    text: "The award stands as it was first sent, not as it was sent now.",
    link: { href: `/awards/${awardId}`, text: `See award ${awardId}` },
  }),
  noScheme: (): Notice => ({
    title: "Not awarded: no scheme is open today",
    text: "The case stays where it is. It can be decided when the next scheme opens.",
  }),
  notEligible: ({ reasons }: Outcome<"notEligible">): Notice => ({
    title: "Not awarded: not eligible",
    text: `What must be true and is not: ${reasons.map(ruleSays).join(" ")}`,
    link: { href: "#rules", text: "See each rule with its reason" },
  }),
  householdAlreadyAwarded: (outcome: Outcome<"householdAlreadyAwarded">): Notice => ({
    title: "Not awarded: the household already has this",
    text: alreadyAwardedWords(outcome),
    link: { href: `/awards/${outcome.earlierAwardId}`, text: `See award ${outcome.earlierAwardId}` },
  }),
  noMoneyLeft: (outcome: Outcome<"noMoneyLeft">): Notice => ({
    title: "Not awarded: not enough money left",
    text: noMoneyWords(outcome),
    link: { href: "#budgets", text: "See what is left in each budget" },
  }),
} as const;
