import { awardLimits } from "../../shared/domain/award/award.ts";
import { formatDay } from "../../shared/domain/dates.ts";
import { formatPounds } from "../../shared/domain/money.ts";
import { needs } from "../../shared/domain/needs.ts";
import { ruleWords } from "../../shared/domain/rules/eligibility.ts";
import type { LookFirst } from "../../shared/domain/rules/look-first.ts";
import { deciders, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { AwardFault } from "../decide/award-outcome.ts";

type Fault<K extends AwardFault["kind"]> = Extract<AwardFault, { kind: K }>;

/** Each rule that fails, in the words of its scheme. */
export const failedRulesWords = (reasons: readonly string[], scheme: Scheme): string =>
  reasons.map((rule) => ruleWords(rule, scheme)?.says ?? rule).join(" ");

export const alreadyAwardedWords = ({ need, earlierAwardId, nextDay, lastDay }: Fault<"householdAlreadyAwarded">): string => {
  const again = nextDay
    ? ` It can be met again from ${formatDay(nextDay)}.`
    : lastDay
      ? ` It cannot be met again before the scheme ends on ${formatDay(lastDay)}.`
      : "";
  return `${needs[need]}: the household has award ${earlierAwardId} for this.${again}`;
};

export const aboveLimitWords = ({ scheme, limit, total }: Omit<Fault<"aboveLimit">, "kind">): string => {
  const more = awardLimits(scheme)
    .filter(({ upTo }) => upTo >= total)
    .map(({ role, upTo }) => `${deciders[role].toLowerCase()} up to ${formatPounds(upTo)}`);
  const whoMay = more.length > 0 ? `This can be awarded by: ${more.join(", ")}.` : "Nobody may award this much under the scheme.";
  return `The award comes to ${formatPounds(total)}, and you may award up to ${formatPounds(limit)}. ${whoMay}`;
};

export const schemeOverWords = ({ about: { name } }: Scheme): string =>
  `${name} is over, so no more of its money can be committed. The award goes back, and its money with it. Decide again in the scheme that is open now.`;

/** Each thing to look at, then how it is settled and by whom. */
export const heldWords = ({ holds }: Pick<Fault<"held">, "holds">): string => {
  const ways = [...new Set(holds.map(({ settledBy }) => settledBy))];
  return [...holds.map(({ because }) => because), ...ways.map((way) => settledWords[way])].join(" ");
};

const settledWords = {
  record: "Whoever decides looks at it first and records that with the award.",
  conversation: "An assessor speaks with them alone and records on the case what came of it.",
  match: "Somebody settles each match of the case first. Nothing else does: the case’s page leads to them.",
  facts: "An award is possible once the evidence or the check that it asks for is recorded with it.",
} as const satisfies Record<LookFirst["settledBy"], string>;
