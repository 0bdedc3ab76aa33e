import { relationships } from "../../shared/domain/answers.ts";
import { caseStatusWords } from "../../shared/domain/case/case.ts";
import { type Day, formatDay, londonDay } from "../../shared/domain/dates.ts";
import { claimAgainst } from "../../shared/domain/household/household.ts";
import { partsOf } from "../../shared/domain/household/parts.ts";
import { type Member, reasonsToLeave } from "../../shared/domain/identity/identity.ts";
import { peopleKnownAt, peopleNow, peopleOn, peopleWhoLeft, turnedAdult } from "../../shared/domain/identity/people-on.ts";
import type { Pence } from "../../shared/domain/money.ts";
import { type Need, needCodes, needs } from "../../shared/domain/needs.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { type NextDate, nextDates, nextDateWords } from "../../shared/domain/rules/next-dates.ts";
import { needsMetBy, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeOn } from "../../shared/domain/scheme/scheme-book.ts";
import { acts } from "../../shared/system.ts";
import { statusColours } from "../case/case-view.ts";
import { addressWords, ageWords, homeNote } from "./household-words.ts";
import type { HouseholdFacts } from "./read-household.ts";

export type NextInScheme = { readonly scheme: Scheme; readonly dates: readonly NextDate[] };

/** From when each need can be met again, in each scheme that is open. */
export const nextInSchemes = ({ claims, cases }: HouseholdFacts, book: SchemeBook, today: Day): readonly NextInScheme[] => {
  const scheme = schemeOn(book, today);
  if (!scheme) return [];
  const met = needsMetBy(scheme);
  const wanted = needCodes.filter((need) => met.has(need));
  const application = cases.at(-1)?.application;
  const dates = application ? nextDates(wanted, { application, claims, book, today }) : wanted.map((need) => byClaims(need, scheme));
  return [{ scheme, dates }];

  /** A household from a list has no application, so only what it has had is known of it. */
  function byClaims(need: Need, { about: { end } }: Scheme): NextDate {
    const against = scheme && claimAgainst(scheme, need, claims, today);
    if (!against) return { need };
    return against.nextDay > end ? { need, lastDay: end } : { need, from: against.nextDay };
  }
};

/** The day of the last application; undefined for a household that is known from a list alone. */
export const lastApplied = ({ cases }: Pick<HouseholdFacts, "cases">): Day | undefined => {
  const last = cases.at(-1);
  return last && londonDay(new Date(last.case.submittedAt));
};

export type AwardOfHousehold = {
  readonly awardId: string;
  readonly scheme: string;
  readonly on: Day;
  readonly total: Pence;
  readonly needs: readonly Need[];
  readonly knownThen: readonly Member[];
  readonly knownNow: readonly Member[];
};

/** Each award, with who was of the household on its day: as it was known then, and by all that is known now. */
export const awardsOf = ({ awards, claims, identity }: HouseholdFacts): readonly AwardOfHousehold[] =>
  awards
    .map(({ awardId, scheme, committedAt, total }) => {
      const on = londonDay(new Date(committedAt));
      return {
        awardId,
        scheme,
        on,
        total,
        needs: [...new Set(claims.claims.filter((claim) => claim.awardId === awardId).map(({ need }) => need))],
        knownThen: peopleKnownAt(identity, { at: committedAt, day: on }),
        knownNow: peopleOn(identity, on),
      };
    })
    .toSorted((a, b) => (a.on < b.on ? 1 : -1));

const namesOf = (people: readonly Member[]): readonly string[] => people.map(({ name }) => name);

const memberView = (member: Member, facts: HouseholdFacts, today: Day) => {
  const applied = lastApplied(facts);
  const { personId, name, otherNames = [], relationship, from, until, left, nino, byOthersWord, notListedSince } = member;
  const notes = [
    ...(otherNames.length > 0 ? [`Also known as ${otherNames.join(", ")}.`] : []),
    ...(byOthersWord && relationship !== "child" ? ["Only another person’s application named them."] : []),
    ...(notListedSince ? [`Not on the last application: not listed since ${formatDay(notListedSince)}. If they left, record it.`] : []),
    ...(applied && until === undefined && turnedAdult(member, applied, today) ? ["Turned 18 after the last application."] : []),
    ...(nino ? [`National Insurance number known, ending ${nino.slice(-3)}.`] : []),
  ];
  return {
    personId,
    name,
    age: ageWords(member, until ?? today),
    relationship: relationships[relationship],
    from,
    left:
      until === undefined || !left ? "" : `${reasonsToLeave[left]}: ${from === until ? "" : `${formatDay(from)} to `}${formatDay(until)}`,
    notes,
  };
};

const awardView = ({ knownThen, knownNow, needs: met, ...award }: AwardOfHousehold) => ({
  ...award,
  needs: met.map((need) => needs[need]),
  people: namesOf(knownThen),
  learnt: [
    ...knownNow.filter((one) => knownThen.every(({ personId }) => personId !== one.personId)).map(({ name }) => `${name} was there too`),
    ...knownThen
      .filter((one) => knownNow.every(({ personId }) => personId !== one.personId))
      .map(({ name }) => `${name} was no longer there`),
  ],
});

const apartWords = {
  different: "A different household",
  separate: "A separate household at the same address",
  left: "Somebody left it",
} as const;

export const householdView = (facts: HouseholdFacts, principal: Principal, book: SchemeBook, now: Date) => {
  const { identity, claims, cases, changes } = facts;
  const today = londonDay(now);
  const { householdId, version } = identity;
  const mayWrite = holdsOneOf(principal, acts.addMember.who);
  return {
    householdId,
    version,
    mayWrite,
    isRecorded: facts.isRecorded,
    people: peopleNow(identity).map((member) => memberView(member, facts, today)),
    left: peopleWhoLeft(identity)
      .toSorted((a, b) => ((a.until ?? "") < (b.until ?? "") ? 1 : -1))
      .map((member) => memberView(member, facts, today)),
    homes: identity.homes
      .toReversed()
      .map((home) => ({ says: addressWords(home), note: homeNote(home), from: home.from, until: home.until })),
    cases: cases.toReversed().map(({ case: head }) => ({
      caseId: head.caseId,
      applicantName: head.applicantName,
      submittedAt: head.submittedAt,
      status: { text: caseStatusWords[head.status], colour: statusColours[head.status] },
      cameIn: head.householdId === householdId ? undefined : head.householdId,
    })),
    awards: awardsOf(facts).map(awardView),
    next: nextInSchemes(facts, book, today).map(({ scheme, dates }) => ({
      name: scheme.about.name,
      later: dates.filter(({ from, lastDay }) => from !== undefined || lastDay !== undefined).map(nextDateWords),
      now: dates.filter(({ from, lastDay }) => from === undefined && lastDay === undefined).map(({ need }) => needs[need]),
    })),
    joined: partsOf(claims).flatMap(({ householdId: partId, joined }) => (joined ? [{ partId, ...joined }] : [])),
    apart: (identity.apart ?? []).map(({ householdId: otherId, as }) => ({ otherId, as: apartWords[as] })),
    changes: changes.toReversed(),
  };
};
