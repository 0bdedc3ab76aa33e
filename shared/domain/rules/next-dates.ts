import { type Application, householdOf, isBirthKnown } from "../application.ts";
import { addMonths, type Day, formatDay } from "../dates.ts";
import { claimAgainst, type HouseholdClaims } from "../household/household.ts";
import { type Need, needs } from "../needs.ts";
import type { Scheme } from "../scheme/scheme.ts";
import { type SchemeBook, schemeOn } from "../scheme/scheme-book.ts";
import { areTrue } from "./condition.ts";
import { assess, withAlwaysOn } from "./eligibility.ts";
import { type Facts, factsOf } from "./facts.ts";
import type { MeasureName } from "./measures.ts";

/**
 * The day from which a need can be met again. Neither day: now. `lastDay` is set if no day in a known scheme is left: it
 * is the last day of the last known scheme, and nobody knows the schemes after it.
 */
export type NextDate = { readonly need: Need; readonly from?: Day; readonly lastDay?: Day };

/** Measures that only time changes: earlier awards until the scheme is over, and ages. */
const datedMeasures: readonly MeasureName[] = ["awardsInScheme", "spentInScheme", "ageOfPersonHelped", "people", "adults", "children"];
const datedRules: readonly string[] = ["oldEnough", "withinCaps"];

type Asked = {
  readonly application: Application;
  readonly claims: Pick<HouseholdClaims, "claims" | "spent">;
  readonly book: SchemeBook;
  readonly today: Day;
};

const factsOn = (day: Day, need: Need, { application, claims }: Asked): Facts =>
  factsOf(application, { today: day, needs: [need], claims, evidence: [], checks: [] });

/** Whether a rule that only time can settle stands in the way on this day. Rules that hang on anything else have no date. */
const isBlocked = (day: Day, need: Need, scheme: Scheme, asked: Asked): boolean => {
  if (claimAgainst(scheme, need, asked.claims, day)) return true;
  const facts = factsOn(day, need, asked);
  const dated = { ...scheme, rules: withAlwaysOn(scheme).rules.filter(({ rule }) => datedRules.includes(rule)), ownRules: [] };
  if (assess(facts, dated).some(({ verdict }) => verdict === "fail")) return true;
  const onlyDated: Facts = { ...facts, measured: [...datedMeasures, "ages"] };
  return scheme.ownRules.some(
    ({ conditions, joined, otherwise }) => otherwise === "fail" && areTrue(conditions, joined, onlyDated, scheme) === false,
  );
};

/** The days on which something that has a date may change: a claim passes, a scheme begins, or somebody is a year older. */
const daysOfChange = (need: Need, schemes: readonly Scheme[], { application, claims, today }: Asked, last: Day): readonly Day[] => {
  const passed = schemes.flatMap((scheme) => chainOf(scheme, need, claims, today));
  const begun = schemes.flatMap(({ about: { start, startsOn } }) => [start, startsOn]);
  const birthdays = householdOf(application)
    .filter(isBirthKnown)
    .flatMap(({ dateOfBirth }) => birthdaysBetween(dateOfBirth, today, last));
  return [...new Set([...passed, ...begun, ...birthdays])].filter((day) => today < day && day <= last).toSorted();
};

/** The days on which claims pass, one after another. */
const chainOf = (scheme: Scheme, need: Need, claims: Asked["claims"], day: Day): readonly Day[] => {
  const next = claimAgainst(scheme, need, claims, day)?.nextDay;
  return next === undefined || next <= day || next > scheme.about.end
    ? next
      ? [next]
      : []
    : [next, ...chainOf(scheme, need, claims, next)];
};

const birthdaysBetween = (born: Day, after: Day, last: Day): readonly Day[] => {
  const years = Number(last.slice(0, 4)) - Number(after.slice(0, 4)) + 1;
  const first = Number(after.slice(0, 4)) - Number(born.slice(0, 4));
  return Array.from({ length: years }, (_, year) => addMonths(born, (first + year) * 12)).filter((day) => after < day && day <= last);
};

/** The day from which each need can be met again, by every rule that has a date and in every published scheme. */
export const nextDates = (wanted: readonly Need[], asked: Asked): readonly NextDate[] => {
  const { book, today } = asked;
  const isOpenTo = (day: Day, need: Need) => {
    const scheme = schemeOn(book, day);
    return scheme !== undefined && !isBlocked(day, need, scheme, asked);
  };
  const last =
    book
      .map(({ about }) => about.end)
      .toSorted()
      .at(-1) ?? today;
  return wanted.map((need) => {
    if (!schemeOn(book, today) || isOpenTo(today, need)) return { need };
    const from = daysOfChange(need, book, asked, last).find((day) => isOpenTo(day, need));
    return from ? { need, from } : { need, lastDay: last };
  });
};

const againWords = ({ from, lastDay }: NextDate): string => {
  if (lastDay) return `not again before the scheme ends on ${formatDay(lastDay)}`;
  return from ? `from ${formatDay(from)}` : "now";
};

/** "Food: from 1 December 2026". The same words for assessors and partners. */
export const nextDateWords = (next: NextDate): string => `${needs[next.need]}: ${againWords(next)}`;

/** Says from when a claim lets a need be met again. The day may come after the open scheme. */
export const againFrom = (nextDay: Day, { about: { name, end } }: Scheme): string =>
  nextDay > end ? `not again in ${name}, which ends on ${formatDay(end)}` : `again from ${formatDay(nextDay)}`;
