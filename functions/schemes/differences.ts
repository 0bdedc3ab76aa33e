import { londonDay } from "../../shared/domain/dates.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { type Change, compareSchemes } from "../../shared/domain/scheme-draft/compare-schemes.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import { schemeIn } from "./draft-document.ts";
import { offersIn, type Published } from "./published.ts";
import { versionInForce } from "./version-in-force.ts";
import { type VersionState, versionState } from "./version-state.ts";

export type Difference = { readonly from: Scheme; readonly state: VersionState; readonly changes: readonly Change[] };

/**
 * What a draft changes about the version in force; and, where another version is published and still to come, what it
 * changes about that, since it takes over from it.
 */
export const differencesOf = (draft: SchemeDraft, published: Published, now: Date): readonly Difference[] => {
  const { book } = published;
  const scheme = schemeIn(draft);
  const inForce = versionInForce(draft, book, now);
  const newest = newestVersion(book, scheme.code) ?? inForce;
  return [inForce, ...(newest === inForce ? [] : [newest])].map((from) => ({
    from,
    state: versionState(from, book, londonDay(now)),
    changes: compareSchemes(from, scheme, offersIn(published)),
  }));
};
