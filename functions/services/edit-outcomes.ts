import type { PageOutcomes } from "../../shared/http/act.ts";
import type { DirectoryDraft } from "../../shared/store/directories.ts";
import { notSavedWords } from "../document/draft-outcomes.ts";
import type { StartOutcome } from "../document/start-draft.ts";
import type { EditOutcome, PartError } from "./edit-part.ts";
import { draftPath } from "./service-paths.ts";

/** A page starts with the next version of what is published, which has no problems. */
export const startNextOutcomes: PageOutcomes<StartOutcome<unknown>> = {
  started: ({ draft }) => ({ to: draftPath(draft.draftId) }),
  otherDraftUnderThisId: () => ({ status: 404 }),
  problems: () => ({ status: 404 }),
};

/** The draft as it is now, and why the part was not saved. */
export type NotSaved = { readonly draft: DirectoryDraft; readonly notice?: string; readonly errors?: readonly PartError[] };

export const editOutcomes: PageOutcomes<EditOutcome, NotSaved> = {
  changed: ({ draft }) => ({ to: `${draftPath(draft.draftId)}?saved=yes` }),
  notFound: () => ({ status: 404 }),
  stale: ({ now }) => ({ status: 409, notice: { draft: now, notice: notSavedWords(now) } }),
  invalid: ({ draft, errors }) => ({ status: 400, notice: { draft, errors } }),
};
