import { type Day, londonDay } from "../dates.ts";
import type { Scheme, SchemeCode } from "./scheme.ts";

/** Every published version of every scheme, oldest scheme first and each scheme's versions in their order. */
export type SchemeBook = readonly Scheme[];

/**
 * The version by which money is committed on a day. The scheme follows the commitment, not the application (DWP's
 * guidance counts "payments made, or committed to" in the period). Undefined where no scheme is open.
 */
export const schemeOn = (book: SchemeBook, day: Day): Scheme | undefined =>
  schemesAsOf(book, day).findLast(({ about }) => about.startsOn <= day && about.start <= day && day <= about.end);

export const schemeAt = (book: SchemeBook, instant: Date): Scheme | undefined => schemeOn(book, londonDay(instant));

/** The very version that a decision was made by. */
export const schemeVersion = (book: SchemeBook, code: SchemeCode, version: number): Scheme | undefined =>
  book.find((scheme) => scheme.code === code && scheme.version === version);

/** A scheme as it stands on a day: by the version that has started last, or its first while none has. */
export const schemeAsOf = (book: SchemeBook, code: SchemeCode, day: Day): Scheme | undefined => {
  const versions = book.filter((scheme) => scheme.code === code);
  return versions.findLast(({ about }) => about.startsOn <= day) ?? versions[0];
};

/** Every scheme once, as it stands on a day. */
export const schemesAsOf = (book: SchemeBook, day: Day): readonly Scheme[] =>
  [...new Set(book.map(({ code }) => code))].flatMap((code) => schemeAsOf(book, code, day) ?? []);

export const newestVersion = (book: SchemeBook, code: SchemeCode): Scheme | undefined => book.findLast((scheme) => scheme.code === code);

/** Book order: by the scheme's first day, then by version. */
export const inBookOrder = (versions: readonly Scheme[]): SchemeBook =>
  versions.toSorted((a, b) => a.about.start.localeCompare(b.about.start) || a.code.localeCompare(b.code) || a.version - b.version);
