import { type Case, isDecidedStatus } from "../../shared/domain/case/case.ts";
import { takeStep } from "../../shared/domain/case/take-step.ts";
import type { HouseholdClaims } from "../../shared/domain/household/household.ts";
import { hasPart } from "../../shared/domain/household/parts.ts";
import { type Candidate, chooseHousehold } from "../../shared/domain/identity/choose-household.ts";
import type { MatchThresholds } from "../../shared/domain/identity/identity.ts";
import type { Match } from "../../shared/domain/identity/match.ts";
import { verdictOf } from "../../shared/domain/identity/thresholds.ts";
import { system } from "../../shared/domain/principal.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { HouseholdIdentities } from "../../shared/store/household-identities.ts";
import type { Matches } from "../../shared/store/matches.ts";
import { takerOf } from "./case-step.ts";

export type OpenMatchesPorts = {
  readonly cases: Pick<Cases, "find" | "claims" | "ofHousehold">;
  readonly matches: Pick<Matches, "find" | "move">;
  readonly identities: Pick<HouseholdIdentities, "find" | "candidates">;
};

type At = { readonly now: Date; readonly thresholds: MatchThresholds };

/** As many as a submission opens. The rest come up at the next change, or when one of them applies. */
const mostOpened = 20;

/**
 * Opens a match where a household, as it is known now, may be another one and a case of either is undecided: nobody awards
 * it before a person has compared the two. Safe to run again.
 */
export const openMatches = async (household: HouseholdClaims, at: At, ports: OpenMatchesPorts): Promise<readonly Match[]> => {
  const own = await ports.identities.find(household.householdId);
  const [looked] = own ? await ports.identities.candidates([own]) : [];
  if (!own || !looked) return [];
  const others = looked.candidates.map(({ identity }) => identity);
  const { compared } = chooseHousehold(own, others, looked.keys.isSharedByMany, at.thresholds);
  const alike = compared.filter(({ score }) => verdictOf(score, at.thresholds) !== "none").slice(0, mostOpened);
  if (alike.length === 0) return [];

  const ownCases = await undecidedOf(household, ports);
  const opened: Match[] = [];
  for (const candidate of alike) opened.push(...(await openWith(candidate, { household, ownCases }, at, ports)));
  return opened;
};

const undecidedOf = async ({ householdId }: HouseholdClaims, { cases }: OpenMatchesPorts): Promise<readonly Case[]> => {
  const heads = await Promise.all((await cases.ofHousehold(householdId)).map(({ caseId }) => cases.find(caseId)));
  return heads.filter((head) => head !== undefined).filter(({ status }) => !isDecidedStatus(status));
};

const names = ({ possibleHouseholds }: Case, household: HouseholdClaims): boolean =>
  possibleHouseholds.some((householdId) => hasPart(household, householdId));

type Own = { readonly household: HouseholdClaims; readonly ownCases: readonly Case[] };

/** One of the two households waits as a whole: awards of the other one are then seen by whoever compares them. */
const openWith = async (
  { identity, score }: Candidate,
  { household, ownCases }: Own,
  { now }: At,
  ports: OpenMatchesPorts,
): Promise<readonly Match[]> => {
  const other = await ports.cases.claims(identity.householdId);
  const theirCases = await undecidedOf(other, ports);
  if (theirCases.length > 0 && theirCases.every((one) => names(one, household))) return [];
  const [waiting, candidate] = ownCases.length > 0 ? [ownCases, other] : [theirCases, household];
  const opened: Match[] = [];
  for (const { caseId } of waiting) {
    const match = await openOne({ caseId, candidate, score, now }, ports);
    if (match) opened.push(match);
  }
  return opened;
};

type ToOpen = { readonly caseId: string; readonly candidate: HouseholdClaims; readonly score: Match["score"]; readonly now: Date };

const openOne = ({ caseId, candidate, score, now }: ToOpen, { cases, matches }: OpenMatchesPorts): Promise<Match | undefined> =>
  retry<Match | undefined>(async () => {
    const candidateId = candidate.householdId;
    const [head, known] = await Promise.all([cases.find(caseId), matches.find(caseId, candidateId)]);
    if (!head || names(head, candidate) || hasPart(candidate, head.householdId)) return undefined;
    const { version, householdId, applicantName, urgent } = head;
    const taken = takeStep(head, { kind: "openMatch", candidateId }, takerOf({ by: system, now, seen: { version, householdId } }));
    // Decided meanwhile: its award is one that the next decision sees.
    if (taken.kind !== "taken") return undefined;
    const match: Match = {
      ...{ caseId, householdId, candidateId, applicantName, urgent, score },
      version: (known?.version ?? 0) + 1,
      state: "open",
      since: now.toISOString(),
    };
    return (await matches.move({ taken, match, ...(!known && { isNew: true as const }) })).kind === "moved" ? match : again;
  });
