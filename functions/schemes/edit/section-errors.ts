import type { DocumentProblem } from "../../../shared/domain/document/document-problem.ts";
import { type SectionName, sections } from "../../../shared/domain/scheme-draft/sections.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import { draftPath, editPath } from "../scheme-paths.ts";
import { readSectionName } from "./edit-pages.ts";
import { mendedIn, type ReadPage } from "./read-page.ts";

/** What to mend, and the link to where: an input of this page by its id, or another page of the draft. */
export type SectionError = { readonly text: string; readonly href: string; readonly field?: string; readonly row?: string };

type Sent = { readonly draftId: string; readonly page: SectionName; readonly form: Form; readonly read: ReadPage };

/** Every problem of the document by where it is mended. The first of an input is enough to mend it by. */
export const sectionErrors = (problems: readonly DocumentProblem[], sent: Sent): readonly SectionError[] => {
  const errors = problems.map((problem) => errorFor(problem, sent));
  return errors.filter(
    ({ href, text }, index) => errors.findIndex((other) => other.href === href && (other.field || other.text === text)) === index,
  );
};

const errorFor = (problem: DocumentProblem, { draftId, page, form, read }: Sent): SectionError => {
  const found = mendedIn(problem, page, read, form);
  if (found) {
    const { id, row } = found;
    return { text: problem.message, href: `#${id}`, field: id, ...(row.calledAs && { row: row.calledAs }) };
  }
  const elsewhere = readSectionName(String(problem.place[0]));
  return elsewhere
    ? { text: `${sections[elsewhere].title}: ${problem.message}`, href: editPath(draftId, elsewhere) }
    : { text: problem.message, href: draftPath(draftId) };
};
