import type { HouseholdIdentity, MatchKey, MatchThresholds, MatchVerdict, Score } from "./identity.ts";
import { scoreOf } from "./score-of.ts";

/** Where a scheme says nothing else. The README says what each kind of error costs. */
export const defaultThresholds: MatchThresholds = { certain: 100, possible: 68 };

/** A doubt that only a person can settle keeps a score from being certain, whatever the thresholds are. */
export const verdictOf = ({ points, parts }: Score, { certain, possible }: MatchThresholds): MatchVerdict => {
  if (points >= certain && !parts.some(({ isGuard }) => isGuard)) return "certain";
  return points >= possible ? "possible" : "none";
};

export type Candidate = { readonly identity: HouseholdIdentity; readonly score: Score };

export type ChosenHousehold = {
  /** The one household that it certainly is. */
  readonly joins?: Candidate;
  /** Those that a person compares before any award, most points first. */
  readonly possible: readonly Candidate[];
};

/** Somebody has looked at these two already, and nothing more has come up since. */
const wereFoundApart = (one: HouseholdIdentity, { identity, score }: Candidate): boolean =>
  [
    ...(one.apart ?? []).filter(({ householdId }) => householdId === identity.householdId),
    ...(identity.apart ?? []).filter(({ householdId }) => householdId === one.householdId),
  ].some(({ points }) => score.points <= points);

/** Which household an application joins, and which a person must compare it with. Two that are certain are for a person too. */
export const chooseHousehold = (
  own: HouseholdIdentity,
  candidates: readonly HouseholdIdentity[],
  isShared: (key: MatchKey) => boolean,
  thresholds: MatchThresholds = defaultThresholds,
): ChosenHousehold => {
  const scored = candidates
    .filter(({ householdId }) => householdId !== own.householdId)
    .map((identity) => ({ identity, score: scoreOf(own, identity, isShared) }))
    .filter((candidate) => !wereFoundApart(own, candidate))
    .toSorted((a, b) => b.score.points - a.score.points || (a.identity.householdId < b.identity.householdId ? -1 : 1));
  const certain = scored.filter(({ score }) => verdictOf(score, thresholds) === "certain");
  const asked = scored.filter(({ score }) => verdictOf(score, thresholds) !== "none");
  const [joins] = certain;
  if (!joins || certain.length > 1) return { possible: asked };
  return { joins, possible: asked.filter((candidate) => candidate !== joins && !wereFoundApart(joins.identity, candidate)) };
};
