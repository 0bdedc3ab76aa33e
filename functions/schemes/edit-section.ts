import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { newestVersion } from "../../shared/domain/scheme/scheme-book.ts";
import type { SectionName } from "../../shared/domain/scheme-draft/sections.ts";
import type { Form } from "../../shared/http/read-body.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import { changeDraft } from "../document/change-draft.ts";
import { findDraft, versionSeen } from "../document/find-draft.ts";
import { schemeIn } from "./check-document.ts";
import { readSectionName } from "./edit/edit-pages.ts";
import { readPage } from "./edit/read-page.ts";
import { type SectionError, sectionErrors } from "./edit/section-errors.ts";
import type { SchemePorts } from "./published.ts";

export type SectionChange = {
  readonly draftId: string;
  readonly section: string;
  readonly form: Form;
  readonly by: Principal;
  readonly now: Date;
};

/** In order of precedence. */
export type EditOutcome =
  | { readonly kind: "changed"; readonly draft: SchemeDraft; readonly section: SectionName }
  | { readonly kind: "notFound" }
  | { readonly kind: "stale"; readonly now: SchemeDraft }
  | { readonly kind: "invalid"; readonly draft: SchemeDraft; readonly errors: readonly SectionError[] };

/** Saves one page of a draft as part of the whole document, under the next free version number. */
export const editSection = async ({ draftId, section, form, by, now }: SectionChange, ports: SchemePorts): Promise<EditOutcome> => {
  const [draft, page] = [await findDraft(draftId, ports.drafts), readSectionName(section)];
  if (!draft || !page) return { kind: "notFound" };
  const scheme = schemeIn(draft);
  const read = readPage(page, form, scheme);
  const version = (newestVersion(await ports.schemes.freshBook(), scheme.code)?.version ?? 0) + 1;
  const document = { ...read.document, version };
  const seen = versionSeen(form);
  const invalid = (problems: readonly DocumentProblem[]): EditOutcome => ({
    kind: "invalid",
    draft,
    errors: sectionErrors(problems, { draftId, page, form, read }),
  });

  if (read.rows.some(({ unread }) => unread.length > 0)) {
    // Check the rest of the document all the same, so that the page tells every problem at once; save nothing.
    const checked = await ports.check(document, now);
    if (draft.version !== seen) return { kind: "stale", now: draft };
    return invalid(checked.kind === "problems" ? checked.problems : []);
  }
  const outcome = await changeDraft({ draftId, seen, document, by, now }, ports);
  if (outcome.kind === "problems") return invalid(outcome.problems);
  return outcome.kind === "changed" ? { ...outcome, section: page } : outcome;
};
