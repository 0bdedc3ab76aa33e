import type { Principal } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { SectionName } from "../../shared/domain/scheme-draft/sections.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import { hasEdited } from "../document/publish-draft.ts";
import { type Published, schemeIn } from "./check-document.ts";
import { differencesOf } from "./differences.ts";
import { differenceView } from "./draft-page.ts";
import { pageTitle, sectionsOnPage } from "./edit/edit-pages.ts";
import { pageView, typedPage } from "./edit/page-view.ts";
import type { SectionError } from "./edit/section-errors.ts";
import { offersIn } from "./published.ts";
import { draftPath, editPath } from "./scheme-paths.ts";

export type SectionPageShown = Published & {
  readonly now: Date;
  readonly principal: Principal;
  /** The form as it was sent, where the page shows it again. */
  readonly typed?: Form;
  readonly errors?: readonly SectionError[];
  readonly notice?: string;
  readonly isSaved?: boolean;
  readonly status?: number;
};

type SectionPageView = {
  readonly draft: Pick<SchemeDraft, "version">;
  readonly scheme: Scheme;
  readonly title: string;
  readonly path: string;
  readonly action: string;
  readonly errors: readonly SectionError[];
  readonly notice?: string;
  readonly isSaved: boolean;
  readonly isNewEditor: boolean;
  readonly differences: readonly ReturnType<typeof differenceView>[];
  readonly sections: ReturnType<typeof pageView>;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "schemes/section.njk": SectionPageView;
  }
}

export const sectionPage = (draft: SchemeDraft, section: SectionName, ask: SectionPageShown): Reply => {
  const { now, principal, typed, errors = [], notice, isSaved = false, status = 200, ...published } = ask;
  const scheme = schemeIn(draft);
  const shown = sectionsOnPage(section);
  return page(
    "schemes/section.njk",
    {
      draft,
      scheme,
      title: pageTitle(section),
      path: draftPath(draft.draftId),
      action: editPath(draft.draftId, section),
      errors,
      notice,
      isSaved,
      isNewEditor: !hasEdited(draft, principal),
      differences: differencesOf(draft, published, now)
        .map((difference) => ({ ...difference, changes: difference.changes.filter((change) => shown.includes(change.section)) }))
        .map(differenceView),
      sections: pageView(section, {
        scheme,
        offers: offersIn(published),
        form: typed ?? typedPage(section, scheme),
        errors: errors.flatMap(({ field, text }) => (field === undefined ? [] : [{ field, text }])),
        isAsSaved: notice === undefined,
      }),
    },
    status,
  );
};
