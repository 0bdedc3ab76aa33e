import { londonDay } from "../../shared/domain/dates.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeAsOf, schemeOn } from "../../shared/domain/scheme/scheme-book.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import { schemeIn } from "./draft-document.ts";

/** The scheme as it decides today; for a scheme that is only being planned, the one that it was copied from, or today's. */
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
