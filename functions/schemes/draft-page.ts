import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type SectionName, sections } from "../../shared/domain/scheme-draft/sections.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { Link } from "../../shared/pages/views.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import { secondPersonWords } from "../document/draft-outcomes.ts";
import { hasEdited, mayChange } from "../document/publish-draft.ts";
import { type Published, problemsOf, schemeIn } from "./check-document.ts";
import { type Difference, differencesOf } from "./differences.ts";
import { editPages, pageTitle, readSectionName } from "./edit/edit-pages.ts";
import { offersIn } from "./published.ts";
import { draftPath, editPath } from "./scheme-paths.ts";
import { type SectionWords, schemeInWords } from "./scheme-words.ts";
import { versionStateWords } from "./versions.ts";

export type DraftPageShown = Published & {
  readonly now: Date;
  readonly principal: Principal;
  /** Why nothing was done. */
  readonly notice?: string;
  readonly status?: number;
};

type DraftPageView = {
  readonly draft: Pick<SchemeDraft, "version" | "startedBy" | "changedBy" | "changedAt" | "editors">;
  readonly scheme: Scheme;
  readonly notice?: string;
  readonly path: string;
  readonly problems: readonly Link[];
  readonly differences: readonly ReturnType<typeof differenceView>[];
  readonly pages: readonly { readonly title: string; readonly href: string }[];
  readonly mayChange: boolean;
  readonly hasEdited: boolean;
  readonly secondPersonWords: string;
  readonly sections: readonly SectionWords[];
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "schemes/draft.njk": DraftPageView;
  }
}

export const draftPage = (draft: SchemeDraft, { now, principal, notice, status = 200, ...published }: DraftPageShown): Reply => {
  const scheme = schemeIn(draft);
  const differences = differencesOf(draft, published, now);
  const { draftId } = draft;
  return page(
    "schemes/draft.njk",
    {
      draft,
      scheme,
      notice,
      path: draftPath(draftId),
      problems: problemsOf(draft, published, now).map((problem) => problemLink(draftId, problem)),
      differences: differences.map(differenceView),
      pages: editPages.map((name) => ({ title: pageTitle(name), href: editPath(draftId, name) })),
      mayChange: mayChange(principal),
      hasEdited: hasEdited(draft, principal),
      secondPersonWords,
      sections: schemeInWords(scheme, offersIn(published)),
    },
    status,
  );
};

const problemLink = (draftId: string, { place: [first], message }: DocumentProblem) => {
  const section = readSectionName(String(first));
  if (section) return { text: message, href: editPath(draftId, section) };
  return { text: `${message}: open any part below and save it, and the draft is numbered again`, href: editPath(draftId, "about") };
};

/** The changes in the order of the document, under the titles of its parts. */
export const differenceView = ({ from, state, changes }: Difference) => ({
  title: `${from.about.name}, version ${from.version} (${versionStateWords[state].text.toLowerCase()})`,
  parts: Map.groupBy(changes, ({ section }) => section)
    .entries()
    .map(([section, of]: [SectionName, Difference["changes"]]) => ({
      title: sections[section].title,
      sentences: of.map(({ sentence }) => sentence),
    }))
    .toArray(),
});
