import { takeStep } from "../../shared/domain/case/take-step.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import type { MatchThresholds } from "../../shared/domain/identity/identity.ts";
import type { Match } from "../../shared/domain/identity/match.ts";
import type { MatchGoneBecause } from "../../shared/domain/identity/match-answer.ts";
import { scoreOf } from "../../shared/domain/identity/score-of.ts";
import { verdictOf } from "../../shared/domain/identity/thresholds.ts";
import { system } from "../../shared/domain/principal.ts";
import { matchingOn } from "../../shared/domain/scheme/scheme-book.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { HouseholdIdentities } from "../../shared/store/household-identities.ts";
import type { Matches } from "../../shared/store/matches.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { takerOf } from "./case-step.ts";
import { openMatches } from "./open-matches.ts";

export type ScoreAgainPorts = {
  readonly cases: Pick<Cases, "find" | "claims" | "ofHousehold">;
  readonly matches: Pick<Matches, "find" | "ofCase" | "openWith" | "move" | "rescore">;
  readonly identities: Pick<HouseholdIdentities, "find" | "candidates">;
  readonly schemes: Pick<Schemes, "book">;
};

export type ScoredAgain = {
  /** Nobody has to look at these any more. */
  readonly gone: readonly Match[];
  /** The points of these are others now. */
  readonly rescored: readonly Match[];
  /** Matches that the change brought up. */
  readonly opened: readonly Match[];
};

/**
 * Compares a household's open matches again, those of its cases and those in which it is the candidate: after a change of
 * its people or homes, and after a join. The flag goes when its cause is gone, and comes where there is cause now. Safe to
 * run again, and by two at once.
 */
export const scoreAgain = async (householdId: string, { now }: { readonly now: Date }, ports: ScoreAgainPorts): Promise<ScoredAgain> => {
  const { cases, matches, schemes } = ports;
  const thresholds = matchingOn(await schemes.book(now), londonDay(now));
  const household = await cases.claims(householdId);
  const ids = [household.householdId, ...(household.parts ?? []).map((part) => part.householdId)];
  const ofCases = await Promise.all((await cases.ofHousehold(household.householdId)).map(({ caseId }) => matches.ofCase(caseId)));
  const all = [...ofCases.flat(), ...(await matches.openWith(ids))].filter(({ state }) => state === "open");
  const once = new Map(all.map((match) => [`${match.caseId} ${match.candidateId}`, match]));
  const gone: Match[] = [];
  const rescored: Match[] = [];
  for (const match of once.values()) {
    const scored = await scoredAgain(match, { now, thresholds }, ports);
    if (scored?.state === "gone") gone.push(scored);
    else if (scored) rescored.push(scored);
  }
  return { gone, rescored, opened: await openMatches(household, { now, thresholds }, ports) };
};

type Found = { readonly because: MatchGoneBecause } | { readonly score: Match["score"] } | undefined;

const look = async (
  { householdId, candidateId, score }: Match,
  thresholds: MatchThresholds,
  { cases, identities }: ScoreAgainPorts,
): Promise<Found> => {
  const [own, candidate] = await Promise.all([cases.claims(householdId), cases.claims(candidateId)]);
  if (own.householdId === candidate.householdId) return { because: "joined" };
  const [one, other] = await Promise.all([identities.find(own.householdId), identities.find(candidate.householdId)]);
  // Nothing is known of older households that could say that they are two.
  if (!one || !other) return undefined;
  const [found] = await identities.candidates([one]);
  const now = scoreOf(one, other, found?.keys.isSharedByMany ?? (() => false));
  if (verdictOf(now, thresholds) === "none") return { because: "notAlike" };
  return now.points === score.points ? undefined : { score: now };
};

/** The match as it is now, where it has changed. */
const scoredAgain = (
  { caseId, candidateId }: Match,
  { now, thresholds }: { readonly now: Date; readonly thresholds: MatchThresholds },
  ports: ScoreAgainPorts,
): Promise<Match | undefined> =>
  retry<Match | undefined>(async () => {
    const match = await ports.matches.find(caseId, candidateId);
    if (match?.state !== "open") return undefined;
    const found = await look(match, thresholds, ports);
    if (!found) return undefined;
    if ("score" in found) {
      const after: Match = { ...match, version: match.version + 1, score: found.score };
      return (await ports.matches.rescore(after)).kind === "moved" ? after : again;
    }
    const head = await ports.cases.find(caseId);
    if (!head) return undefined;
    const seen = { version: head.version, householdId: head.householdId };
    const taken = takeStep(head, { kind: "clearMatch", candidateId, because: found.because }, takerOf({ by: system, now, seen }));
    if (taken.kind !== "taken") return again;
    const after: Match = { ...match, version: match.version + 1, state: "gone" };
    return (await ports.matches.move({ taken, match: after })).kind === "moved" ? after : again;
  });
