import type { DocumentProblem } from "../../../shared/domain/document/document-problem.ts";
import { type SectionName, sections } from "../../../shared/domain/scheme-draft/sections.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import { draftPath, editPath } from "../scheme-paths.ts";
import { readSectionName } from "./edit-pages.ts";
import type { FormRow } from "./form-row.ts";
import { mendedIn, type ReadPage } from "./read-page.ts";

/** An error with its link: to an input of this page, or to another page of the draft. */
export type SectionError = { readonly text: string; readonly href: string; readonly field?: string; readonly row?: string };

type Sent = { readonly draftId: string; readonly page: SectionName; readonly form: Form; readonly read: ReadPage };

/** Every unreadable input and every problem of the document, each with its link; one for each input. */
export const sectionErrors = (problems: readonly DocumentProblem[], sent: Sent): readonly SectionError[] => {
  const unread = sent.read.rows.flatMap(({ row, unread: inputs }) => inputs.map((input) => ({ row, ...input })));
  const typed = unread.map(({ row, error }) => errorAt(error.field, error.text, row));
  const said = problems.map((problem) => errorFor(problem, sent)).filter(({ field }) => unread.every(({ id }) => id !== field));
  const errors = inPageOrder([...typed, ...said], sent);
  return errors.filter(
    ({ href, text }, index) => errors.findIndex((other) => other.href === href && (other.field || other.text === text)) === index,
  );
};

/** The order of the rows on the page. Problems of other pages come last. */
const inPageOrder = (errors: readonly SectionError[], { read }: Sent): readonly SectionError[] => {
  const placeOf = ({ field }: SectionError) => {
    const place = read.rows.findIndex(({ row }) => field?.startsWith(`${row.name}-`));
    return place >= 0 ? place : read.rows.length;
  };
  return errors.toSorted((a, b) => placeOf(a) - placeOf(b));
};

const errorAt = (id: string, text: string, { calledAs }: FormRow): SectionError => ({
  text,
  href: `#${id}`,
  field: id,
  ...(calledAs && { row: calledAs }),
});

const errorFor = (problem: DocumentProblem, { draftId, page, form, read }: Sent): SectionError => {
  const found = mendedIn(problem, page, read, form);
  if (found) return errorAt(found.id, problem.message, found.row);
  const elsewhere = readSectionName(String(problem.place[0]));
  return elsewhere
    ? { text: `${sections[elsewhere].title}: ${problem.message}`, href: editPath(draftId, elsewhere) }
    : { text: problem.message, href: draftPath(draftId) };
};
