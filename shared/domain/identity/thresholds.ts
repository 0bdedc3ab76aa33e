import type { MatchThresholds, MatchVerdict, Score } from "./identity.ts";

/** The thresholds of days without a scheme, and of schemes from before they had some. The README says what each error costs. */
export const defaultThresholds: MatchThresholds = { certain: 100, possible: 68 };

/** A full name and date of birth alone have fewer: strangers share both, so a join takes something more in common. */
export const leastCertain = 90;
/** Fewer points for a look than one more than a shared home would put everybody in a shared house before a person. */
export const leastPossible = 31;

/** A doubt that only a person can settle keeps a score from being certain, whatever the thresholds are. */
export const verdictOf = ({ points, parts }: Score, { certain, possible }: MatchThresholds): MatchVerdict => {
  if (points >= certain && !parts.some(({ isGuard }) => isGuard)) return "certain";
  return points >= possible ? "possible" : "none";
};
