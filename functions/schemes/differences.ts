import { londonDay } from "../../shared/domain/dates.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { type Change, compareSchemes } from "../../shared/domain/scheme-draft/compare-schemes.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import { type Published, schemeIn } from "./check-document.ts";
import { offersIn } from "./published.ts";
import { type VersionState, versionInForce, versionState } from "./versions.ts";

export type Difference = { readonly from: Scheme; readonly state: VersionState; readonly changes: readonly Change[] };

/** Changes from the version in force; and from a published version that is to come, because the draft takes over from that. */
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
