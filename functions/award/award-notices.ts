import { awardLimits } from "../../shared/domain/award/award.ts";
import { formatDay } from "../../shared/domain/dates.ts";
import { formatPounds } from "../../shared/domain/money.ts";
import { needs } from "../../shared/domain/needs.ts";
import { ruleWords } from "../../shared/domain/rules/eligibility.ts";
import { deciders } from "../../shared/domain/scheme/scheme.ts";
import type { Notice } from "../case/case-page.ts";
import type { AwardOutcome } from "../decide/award-outcome.ts";

type Outcome<K extends AwardOutcome["kind"]> = Extract<AwardOutcome, { kind: K }>;

export const noConsentWords = "They have not agreed to be referred to a service";

export const alreadyAwardedWords = ({ need, earlierAwardId, nextDay }: Outcome<"householdAlreadyAwarded">): string =>
  `${needs[need]}: the household has award ${earlierAwardId} for this. It can be met again from ${formatDay(nextDay)}.`;

export const aboveLimitWords = ({ scheme, limit, total }: Outcome<"aboveLimit">): string => {
  const more = awardLimits(scheme)
    .filter(({ upTo }) => upTo >= total)
    .map(({ role, upTo }) => `${deciders[role].toLowerCase()} up to ${formatPounds(upTo)}`);
  const whoMay = more.length > 0 ? `This can be awarded by: ${more.join(", ")}.` : "Nobody may award this much under the scheme.";
  return `The award comes to ${formatPounds(total)}, and you may award up to ${formatPounds(limit)}. ${whoMay}`;
};

export const heldWords = ({ holds }: Outcome<"held">): string => holds.map(({ because }) => because).join(" ");

/** Each refusal of an award in words of its own, with the way to what it rests on. */
export const notices = {
  otherDecisionUnderThisId: ({ awardId }: Outcome<"otherDecisionUnderThisId">): Notice => ({
    title: "Not awarded again: you have already decided this",
    text: "The decision stands as it was first sent, not as it was sent now.",
    ...(awardId && { link: { href: `/awards/${awardId}`, text: `See award ${awardId}` } }),
  }),
  noScheme: (): Notice => ({
    title: "Not awarded: no scheme is open today",
    text: "The case stays where it is. It can be decided when the next scheme opens.",
  }),
  notEligible: ({ scheme, reasons }: Outcome<"notEligible">): Notice => ({
    title: "Not awarded: not eligible",
    text: `What must be true and is not: ${reasons.map((rule) => ruleWords(rule, scheme)?.says ?? rule).join(" ")}`,
    link: { href: "#rules", text: "See each rule with its reason" },
  }),
  householdAlreadyAwarded: (outcome: Outcome<"householdAlreadyAwarded">): Notice => ({
    title: "Not awarded: the household already has this",
    text: alreadyAwardedWords(outcome),
    link: { href: `/awards/${outcome.earlierAwardId}`, text: `See award ${outcome.earlierAwardId}` },
  }),
  held: (outcome: Outcome<"held">): Notice => ({
    title: "Not awarded: something has to be settled first",
    text: `The household is not ineligible: the case stays in the queue. ${heldWords(outcome)}`,
    link: { href: "#rules", text: "See each rule with its reason" },
  }),
  aboveLimit: (outcome: Outcome<"aboveLimit">): Notice => ({ title: "Not awarded: above your limit", text: aboveLimitWords(outcome) }),
} as const;
