import { type Day, londonDay } from "../../shared/domain/dates.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeAsOf, schemeOn, schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import { schemeIn } from "./check-document.ts";

/** The published version that an address or a form names. */
export const findVersion = ({ scheme = "", version = "" }: Readonly<Record<string, string>>, book: SchemeBook): Scheme | undefined =>
  /^[1-9]\d{0,5}$/.test(version) ? schemeVersion(book, scheme, Number(version)) : undefined;

/** The version of a draft's scheme that decides today. A new scheme has none, so this is the one that it was copied from, or today's. */
export const versionInForce = (draft: SchemeDraft, book: SchemeBook, now: Date): Scheme => {
  const today = londonDay(now);
  const inForce =
    schemeAsOf(book, schemeIn(draft).code, today) ??
    (draft.base && schemeAsOf(book, draft.base.scheme, today)) ??
    schemeOn(book, today) ??
    book.at(-1);
  if (!inForce) throw new RangeError("The product ships with schemes.");
  return inForce;
};

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
