import type { Day } from "../../shared/domain/dates.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeAsOf } from "../../shared/domain/scheme/scheme-book.ts";

/** Where a published version stands on a day. */
export type VersionState = "inForce" | "toCome" | "replaced" | "ended";

export const versionState = (scheme: Scheme, book: SchemeBook, today: Day): VersionState => {
  if (scheme.about.startsOn > today) return "toCome";
  if (schemeAsOf(book, scheme.code, today) !== scheme) return "replaced";
  return scheme.about.end < today ? "ended" : "inForce";
};

export const versionStateWords = {
  inForce: { text: "In force", colour: "green" },
  toCome: { text: "To come", colour: "blue" },
  replaced: { text: "Replaced", colour: "grey" },
  ended: { text: "Ended", colour: "grey" },
} as const satisfies Record<VersionState, { text: string; colour: string }>;
