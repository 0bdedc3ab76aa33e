import { londonDay } from "../../shared/domain/dates.ts";
import { partsOf } from "../../shared/domain/household/parts.ts";
import type { HouseholdIdentity, Member } from "../../shared/domain/identity/identity.ts";
import { ageOfMember, turnedAdult } from "../../shared/domain/identity/people-on.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import { awardsOf, lastApplied, nextInSchemes } from "./household-view.ts";
import { addressWords } from "./household-words.ts";
import type { HouseholdFacts } from "./read-household.ts";

const memberReply = (member: Member, today: string, applied?: string) => {
  const { personId, name, otherNames, dateOfBirth, relationship, byOthersWord, from, until, left, notListedSince, nino } = member;
  const age = ageOfMember(member, today);
  return {
    personId,
    name,
    ...(otherNames && { otherNames }),
    ...(dateOfBirth !== undefined && { dateOfBirth }),
    ...(age !== undefined && { age }),
    ...(age !== undefined && dateOfBirth === undefined && { isEstimate: true as const }),
    hasNino: nino !== undefined,
    relationship,
    ...(byOthersWord && { byOthersWord }),
    from,
    ...(until !== undefined && { until }),
    ...(left && { left }),
    ...(notListedSince !== undefined && { notListedSince }),
    ...(applied !== undefined && until === undefined && turnedAdult(member, applied, today) && { turnedAdult: true as const }),
  };
};

export const peopleReply = ({ householdId, version, people, homes }: HouseholdIdentity, now: Date, applied?: string) => ({
  householdId,
  version,
  people: people.map((member) => memberReply(member, londonDay(now), applied)),
  homes: homes.map((home) => ({
    kind: home.address.kind === "settled" ? (home.address.home ?? "settled") : home.address.kind,
    says: addressWords(home),
    from: home.from,
    ...(home.until !== undefined && { until: home.until }),
  })),
});

const personThen = ({ personId, name }: Member) => ({ personId, name });

export const householdReply = (facts: HouseholdFacts, book: SchemeBook, now: Date) => ({
  ...peopleReply(facts.identity, now, lastApplied(facts)),
  isRecorded: facts.isRecorded,
  cases: facts.cases.toReversed().map(({ case: { caseId, householdId, submittedAt, status, applicantName } }) => ({
    caseId,
    householdId,
    submittedAt,
    status,
    applicantName,
  })),
  awards: awardsOf(facts).map(({ awardId, scheme, on, total, needs, knownThen, knownNow }) => ({
    awardId,
    scheme,
    on,
    total,
    needs,
    knownThen: knownThen.map(personThen),
    knownNow: knownNow.map(personThen),
  })),
  next: nextInSchemes(facts, book, londonDay(now)).map(({ scheme, dates }) => ({ scheme: scheme.code, needs: dates })),
  joined: partsOf(facts.claims).flatMap(({ householdId, joined }) =>
    joined ? [{ householdId, to: joined.to, at: joined.at, by: actorOf(joined.by), reason: joined.reason }] : [],
  ),
  apart: (facts.identity.apart ?? []).map(({ householdId, as }) => ({ householdId, as })),
  changes: facts.changes.toReversed().map(({ changeId, at, by, kind, says, reason }) => ({
    changeId,
    at,
    by: actorOf(by),
    kind,
    says,
    ...(reason !== undefined && { reason }),
  })),
});
