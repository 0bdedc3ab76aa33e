import type { MatchThresholds, MatchVerdict, Score } from "./identity.ts";

/**
 * The points of the households most like an application's, at its submission. The case's first event keeps them, so that other
 * thresholds can be tried on it. A guard keeps a household from being joined without a person, however many its points.
 */
export type Nearest = {
  /** Zero: no household had anything in common with it. */
  readonly points: number;
  /** Of the first and of the second household without a guard. Two that are certain need a person as well. */
  readonly joinable?: number;
  readonly rival?: number;
};

const isGuarded = ({ parts }: Score): boolean => parts.some(({ isGuard }) => isGuard);

export const nearestOf = (scores: readonly Score[]): Nearest => {
  const inOrder = scores.toSorted((a, b) => b.points - a.points);
  const [joinable, rival] = inOrder.filter((score) => !isGuarded(score)).map(({ points }) => points);
  return {
    points: Math.max(0, inOrder[0]?.points ?? 0),
    ...(joinable !== undefined && { joinable }),
    ...(rival !== undefined && { rival }),
  };
};

/** Agrees with chooseHousehold under the same thresholds. */
export const verdictUnder = ({ points, joinable, rival }: Nearest, { certain, possible }: MatchThresholds): MatchVerdict => {
  const isCertain = (of: number | undefined) => of !== undefined && of >= certain;
  if (isCertain(joinable) && !isCertain(rival)) return "certain";
  return points >= possible ? "possible" : "none";
};
