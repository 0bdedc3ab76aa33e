import { awardLimits } from "../../shared/domain/award/award.ts";
import { formatDay } from "../../shared/domain/dates.ts";
import { formatPounds } from "../../shared/domain/money.ts";
import { needs } from "../../shared/domain/needs.ts";
import { ruleWords } from "../../shared/domain/rules/eligibility.ts";
import { deciders, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { AwardOutcome } from "../decide/award-outcome.ts";

type Outcome<K extends AwardOutcome["kind"]> = Extract<AwardOutcome, { kind: K }>;

/** Each rule that fails, in the words of its scheme. */
export const failedRulesWords = (reasons: readonly string[], scheme: Scheme): string =>
  reasons.map((rule) => ruleWords(rule, scheme)?.says ?? rule).join(" ");

export const alreadyAwardedWords = ({ need, earlierAwardId, nextDay }: Outcome<"householdAlreadyAwarded">): string =>
  `${needs[need]}: the household has award ${earlierAwardId} for this. It can be met again from ${formatDay(nextDay)}.`;

export const aboveLimitWords = ({ scheme, limit, total }: Omit<Outcome<"aboveLimit">, "kind">): string => {
  const more = awardLimits(scheme)
    .filter(({ upTo }) => upTo >= total)
    .map(({ role, upTo }) => `${deciders[role].toLowerCase()} up to ${formatPounds(upTo)}`);
  const whoMay = more.length > 0 ? `This can be awarded by: ${more.join(", ")}.` : "Nobody may award this much under the scheme.";
  return `The award comes to ${formatPounds(total)}, and you may award up to ${formatPounds(limit)}. ${whoMay}`;
};

export const heldWords = ({ holds }: Outcome<"held">): string => holds.map(({ because }) => because).join(" ");

export const schemeOverWords = ({ about: { name } }: Scheme): string =>
  `${name} is over, so no more of its money can be committed. The award goes back, and its money with it. Decide again in the scheme that is open now.`;
