import type { HouseholdIdentity, MatchKey, MatchThresholds, Score } from "./identity.ts";
import { type Nearest, nearestOf } from "./nearest.ts";
import { scoreOf } from "./score-of.ts";
import { defaultThresholds, verdictOf } from "./thresholds.ts";

export type Candidate = { readonly identity: HouseholdIdentity; readonly score: Score };

export type ChosenHousehold = {
  /** The one household that it certainly is. */
  readonly joins?: Candidate;
  /** Those that a person compares before any award, most points first. */
  readonly possible: readonly Candidate[];
  /** Everyone it was compared with, most points first. */
  readonly compared: readonly Candidate[];
  readonly nearest: Nearest;
};

/** Somebody has looked at these two already, and nothing more has come up since. */
const wereFoundApart = (one: HouseholdIdentity, { identity, score }: Candidate): boolean =>
  [
    ...(one.apart ?? []).filter(({ householdId }) => householdId === identity.householdId),
    ...(identity.apart ?? []).filter(({ householdId }) => householdId === one.householdId),
  ].some(({ points }) => score.points <= points);

/** Finds the household that an application joins, and those that a person must compare it with. Two that are certain need a person too. */
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
  const nearest = nearestOf(scored.map(({ score }) => score));
  if (!joins || certain.length > 1) return { possible: asked, nearest, compared: scored };
  return {
    joins,
    nearest,
    compared: scored,
    possible: asked.filter((candidate) => candidate !== joins && !wereFoundApart(joins.identity, candidate)),
  };
};
