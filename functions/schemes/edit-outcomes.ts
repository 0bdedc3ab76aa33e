import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { PageOutcomes } from "../../shared/http/act.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import { notSavedWords } from "../document/draft-outcomes.ts";
import type { SectionError } from "./edit/section-errors.ts";
import type { EditOutcome } from "./edit-section.ts";
import { draftPath, editPath } from "./scheme-paths.ts";
import type { StartLikeOutcome } from "./start-draft-like.ts";

export const startLikeOutcomes: PageOutcomes<StartLikeOutcome, Scheme> = {
  started: ({ draft }) => ({ to: draftPath(draft.draftId) }),
  otherDraftUnderThisId: () => ({ status: 404 }),
  notFound: () => ({ status: 404 }),
  invalid: ({ copied, errors }) => ({ status: 400, notice: copied, errors }),
};

/** The draft as it is now, and why the section was not saved. */
export type NotSaved = { readonly draft: SchemeDraft; readonly notice?: string; readonly errors?: readonly SectionError[] };

export const editOutcomes: PageOutcomes<EditOutcome, NotSaved> = {
  changed: ({ draft, section }) => ({ to: `${editPath(draft.draftId, section)}?saved=yes` }),
  notFound: () => ({ status: 404 }),
  stale: ({ now }) => ({ status: 409, notice: { draft: now, notice: notSavedWords(now) } }),
  invalid: ({ draft, errors }) => ({ status: 400, notice: { draft, errors } }),
};
