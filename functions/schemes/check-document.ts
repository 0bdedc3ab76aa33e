import type { DocumentProblem } from "../../shared/domain/scheme/document-problem.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import { problemsInBook } from "../../shared/domain/scheme-draft/check-in-book.ts";
import { readScheme } from "../../shared/domain/scheme-draft/read-scheme.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";

export type CheckedDocument =
  | { readonly kind: "scheme"; readonly scheme: Scheme }
  | { readonly kind: "problems"; readonly problems: readonly DocumentProblem[] };

/** What the store keeps in one item, with room for all that is kept beside the document. */
const mostBytes = 350_000;

const lengthProblems = (scheme: Scheme): readonly DocumentProblem[] => {
  const bytes = Buffer.byteLength(JSON.stringify(scheme));
  return bytes > mostBytes ? [{ place: [], message: "The whole scheme is too long to keep. Shorten its notes and sources" }] : [];
};

/** A document by itself, and then beside everything published: what a draft must be at all times. */
export const checkDocument = (document: unknown, book: SchemeBook, now: Date): CheckedDocument => {
  const read = readScheme(document);
  if (read.kind === "problems") return read;
  const problems = [...lengthProblems(read.scheme), ...problemsInBook(read.scheme, book, now)];
  return problems.length > 0 ? { kind: "problems", problems } : read;
};

/** What stands against a draft now: time or another publication can have brought it since the draft was saved. */
export const problemsOf = ({ document }: SchemeDraft, book: SchemeBook, now: Date): readonly DocumentProblem[] => {
  const checked = checkDocument(JSON.parse(document), book, now);
  return checked.kind === "problems" ? checked.problems : [];
};
