import { problemsInBook } from "../../shared/domain/scheme/check-in-book.ts";
import type { DocumentProblem } from "../../shared/domain/scheme/document-problem.ts";
import { readScheme } from "../../shared/domain/scheme/read-scheme.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";

export type CheckedDocument =
  | { readonly kind: "scheme"; readonly scheme: Scheme }
  | { readonly kind: "problems"; readonly problems: readonly DocumentProblem[] };

/** A document by itself, and then beside everything published: what a draft must be at all times. */
export const checkDocument = (document: unknown, book: SchemeBook, now: Date): CheckedDocument => {
  const read = readScheme(document);
  if (read.kind === "problems") return read;
  const problems = problemsInBook(read.scheme, book, now);
  return problems.length > 0 ? { kind: "problems", problems } : read;
};
