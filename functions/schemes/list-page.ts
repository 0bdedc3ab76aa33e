import { type Day, londonDay } from "../../shared/domain/dates.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemesAsOf } from "../../shared/domain/scheme/scheme-book.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import { mayChange } from "../document/publish-draft.ts";
import { schemeIn } from "./check-document.ts";
import { draftPath, versionPath } from "./scheme-paths.ts";
import { versionState, versionStateWords } from "./versions.ts";

type SchemesPageView = {
  readonly schemes: readonly ReturnType<typeof schemeView>[];
  readonly drafts: readonly ReturnType<typeof draftRow>[];
  readonly mayChange: boolean;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "schemes/schemes.njk": SchemesPageView;
  }
}

/** Every scheme with its versions, the newest scheme first, and the drafts in work. */
export const listPage = (
  book: SchemeBook,
  drafts: readonly SchemeDraft[],
  { now, principal }: { now: Date; principal: Principal },
): Reply => {
  const today = londonDay(now);
  return page("schemes/schemes.njk", {
    schemes: schemesAsOf(book, today)
      .toReversed()
      .map((scheme) => schemeView(scheme, book, today)),
    drafts: drafts.map(draftRow).sort((a, b) => b.changedAt.localeCompare(a.changedAt)),
    mayChange: mayChange(principal),
  });
};

const schemeView = (scheme: Scheme, book: SchemeBook, today: Day) => ({
  name: scheme.about.name,
  about: scheme.about,
  state: versionStateWords[versionState(scheme, book, today)],
  href: versionPath(scheme),
  version: scheme.version,
  toCome: book
    .filter((other) => other.code === scheme.code && other !== scheme && other.about.startsOn > today)
    .map((other) => ({ version: other.version, href: versionPath(other), startsOn: other.about.startsOn })),
  replaced: book
    .filter((other) => other.code === scheme.code && other.version < scheme.version)
    .map((other) => ({ version: other.version, href: versionPath(other) })),
});

const draftRow = (draft: SchemeDraft) => {
  const { version, about } = schemeIn(draft);
  const { draftId, changedAt, changedBy } = draft;
  return { name: about.name, version, startsOn: about.startsOn, changedAt, changedBy, href: draftPath(draftId) };
};
