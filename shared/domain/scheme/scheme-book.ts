import { type Day, londonDay } from "../dates.ts";
import { ownMatching, type Scheme, type SchemeCode } from "./scheme.ts";

/** Every published version: oldest scheme first, each scheme's versions in order. */
export type SchemeBook = readonly Scheme[];

/** The scheme follows the day on which money is committed (DWP: "payments made, or committed to" in the period). */
export const schemeOn = (book: SchemeBook, day: Day): Scheme | undefined =>
  schemesAsOf(book, day).findLast(({ about }) => about.startsOn <= day && about.start <= day && day <= about.end);

export const schemeAt = (book: SchemeBook, instant: Date): Scheme | undefined => schemeOn(book, londonDay(instant));

/** The thresholds of a day. People apply on days without an open scheme too. */
export const matchingOn = (book: SchemeBook, day: Day): Scheme["matching"] => schemeOn(book, day)?.matching ?? ownMatching;

export const schemeVersion = (book: SchemeBook, code: SchemeCode, version: number): Scheme | undefined =>
  book.find((scheme) => scheme.code === code && scheme.version === version);

/** The version that started last, or the first while none has. */
export const schemeAsOf = (book: SchemeBook, code: SchemeCode, day: Day): Scheme | undefined => {
  const versions = book.filter((scheme) => scheme.code === code);
  return versions.findLast(({ about }) => about.startsOn <= day) ?? versions[0];
};

export const schemesAsOf = (book: SchemeBook, day: Day): readonly Scheme[] =>
  [...new Set(book.map(({ code }) => code))].flatMap((code) => schemeAsOf(book, code, day) ?? []);

export const newestVersion = (book: SchemeBook, code: SchemeCode): Scheme | undefined => book.findLast((scheme) => scheme.code === code);

export const inBookOrder = (versions: readonly Scheme[]): SchemeBook =>
  versions.toSorted((a, b) => a.about.start.localeCompare(b.about.start) || a.code.localeCompare(b.code) || a.version - b.version);
