import { type Application, householdOf } from "../../shared/domain/application.ts";
import type { Case } from "../../shared/domain/case/case.ts";
import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import type { HouseholdClaims } from "../../shared/domain/household/household.ts";
import { barredFrom } from "../../shared/domain/household/interest.ts";
import { type Compared, compare, type Known } from "../../shared/domain/identity/compare.ts";
import type { HouseholdIdentity } from "../../shared/domain/identity/identity.ts";
import type { Match } from "../../shared/domain/identity/match.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { type NextDate, nextDates } from "../../shared/domain/rules/next-dates.ts";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import type { Cases, WholeCase } from "../../shared/store/cases.ts";
import type { HouseholdIdentities } from "../../shared/store/household-identities.ts";
import type { Matches } from "../../shared/store/matches.ts";
import type { Schemes } from "../../shared/store/schemes.ts";

export type ReadMatchPorts = {
  readonly cases: Pick<Cases, "whole" | "claims" | "ofHousehold">;
  readonly matches: Pick<Matches, "find">;
  readonly identities: Pick<HouseholdIdentities, "find">;
  readonly schemes: Pick<Schemes, "book">;
};

/** One of the two households that are compared. */
export type Side = {
  readonly householdId: string;
  /** The household's claims; after a join, those of all joined households. */
  readonly claims: HouseholdClaims;
  /** Absent from older households, of which only applications are known. */
  readonly identity?: HouseholdIdentity;
  readonly known: Known;
  readonly cases: readonly { readonly caseId: string; readonly submittedAt: string }[];
  readonly again: readonly NextDate[];
};

export type MatchFacts = {
  readonly case: Case;
  readonly match: Match;
  /** False for a match of an older case, which only names the household. */
  readonly isKept: boolean;
  readonly own: Side;
  readonly candidate: Side;
  readonly compared: readonly Compared[];
};

/** A case and a household that may be the same, side by side. None for two that nothing has brought together. */
export const readMatch = async (
  caseId: string,
  candidateId: string,
  now: Date,
  { cases, matches, identities, schemes }: ReadMatchPorts,
): Promise<MatchFacts | undefined> => {
  if (!isCaseId(caseId)) return undefined;
  const [whole, kept, book] = await Promise.all([cases.whole(caseId), matches.find(caseId, candidateId), schemes.book(now)]);
  const match = kept ?? (whole && olderMatch(whole.case, candidateId));
  if (!whole || !match) return undefined;

  const sideOf = async (householdId: string): Promise<Side> => {
    const [claims, ofHousehold] = await Promise.all([cases.claims(householdId), cases.ofHousehold(householdId)]);
    // A joined household is known by the one that it is joined to.
    const identity = await identities.find(claims.householdId);
    const newest = ofHousehold.toSorted((a, b) => (a.submittedAt < b.submittedAt ? 1 : -1))[0];
    const last = newest && (newest.caseId === caseId ? whole : await cases.whole(newest.caseId));
    return {
      householdId,
      claims,
      ...(identity && { identity }),
      known: identity ?? knownFrom(last),
      cases: ofHousehold,
      again: last ? againFor(whole, last.application, claims, book, now) : [],
    };
  };
  const [own, candidate] = await Promise.all([sideOf(whole.case.householdId), sideOf(candidateId)]);
  return { case: whole.case, match, isKept: kept !== undefined, own, candidate, compared: compare(own.known, candidate.known) };
};

/** Whether the person has declared an interest in either household. */
export const isOutOfMatch = ({ case: head, own, candidate }: MatchFacts, personId: string): boolean =>
  isBarred(head, personId) || [own, candidate].some(({ claims }) => barredFrom(claims).includes(personId));

/** Older cases name households that list one of the same adults, and have no points. */
const olderMatch = (
  { caseId, householdId, applicantName, urgent, submittedAt, possibleHouseholds }: Case,
  candidateId: string,
): Match | undefined =>
  possibleHouseholds.includes(candidateId)
    ? {
        caseId,
        householdId,
        candidateId,
        version: 0,
        applicantName,
        urgent,
        score: { points: 0, parts: [] },
        state: "open",
        since: submittedAt,
      }
    : undefined;

const knownFrom = (last: WholeCase | undefined): Known => {
  if (!last) return { people: [], homes: [], phones: [], emails: [], accounts: [] };
  const from = londonDay(new Date(last.case.submittedAt));
  const { contact, address } = last.application;
  return {
    people: householdOf(last.application).map(({ name, dateOfBirth, estimatedAge, relationship }, place) => ({
      personId: `P${place + 1}`,
      name,
      relationship,
      from,
      ...(dateOfBirth && { dateOfBirth }),
      ...(estimatedAge !== undefined && { estimatedAge }),
    })),
    homes: [{ address, from }],
    phones: contact.phone ? [contact.phone] : [],
    emails: contact.email ? [contact.email] : [],
    accounts: [],
  };
};

const againFor = (
  { case: { needs } }: WholeCase,
  application: Application,
  claims: HouseholdClaims,
  book: SchemeBook,
  now: Date,
): readonly NextDate[] => {
  const met = claims.claims.map(({ need }) => need);
  return nextDates([...new Set([...needs, ...met])], { application, claims, book, today: londonDay(now) });
};
