import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { newestVersion } from "../../shared/domain/scheme/scheme-book.ts";
import type { SectionName } from "../../shared/domain/scheme-draft/sections.ts";
import type { Form } from "../../shared/http/read-body.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import { changeDraft } from "../document/change-draft.ts";
import { versionSeen } from "../document/find-draft.ts";
import { schemeIn } from "./draft-document.ts";
import { readPage } from "./edit/read-page.ts";
import { type SectionError, sectionErrors } from "./edit/section-errors.ts";
import type { SchemePorts } from "./published.ts";

export type SectionChange = {
  readonly draftId: string;
  readonly page: SectionName;
  readonly form: Form;
  readonly by: Principal;
  readonly now: Date;
};

/** In order of precedence. */
export type EditOutcome =
  | { readonly kind: "changed"; readonly draft: SchemeDraft }
  | { readonly kind: "notFound" }
  | { readonly kind: "stale"; readonly now: SchemeDraft }
  | { readonly kind: "invalid"; readonly draft: SchemeDraft; readonly errors: readonly SectionError[] };

/** Saves one page of a draft: what was typed, in its place in the whole document, under the next free number. */
export const editSection = async ({ draftId, page, form, by, now }: SectionChange, ports: SchemePorts): Promise<EditOutcome> => {
  const draft = await ports.drafts.find(draftId);
  if (!draft) return { kind: "notFound" };
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
    // A document without what could not be read is looked at, so that everything is told at once, and never saved.
    const checked = await ports.check(document, now);
    if (draft.version !== seen) return { kind: "stale", now: draft };
    return invalid(checked.kind === "problems" ? checked.problems : []);
  }
  const outcome = await changeDraft({ draftId, seen, document, by, now }, ports);
  return outcome.kind === "problems" ? invalid(outcome.problems) : outcome;
};
