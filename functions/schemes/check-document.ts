import { type DirectoryBook, directoryOn } from "../../shared/domain/directory/directory-book.ts";
import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import { offerProblems, problemsInBook } from "../../shared/domain/scheme-draft/check-in-book.ts";
import { readKeptScheme, readScheme } from "../../shared/domain/scheme-draft/read-scheme.ts";
import { Fault } from "../../shared/fault.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import type { CheckedDocument } from "../document/draft-ports.ts";

/** A scheme is read and checked beside these: every version of every scheme, and of the directory of services. */
export type Published = { readonly book: SchemeBook; readonly directories: DirectoryBook };

/** The scheme of a draft. Every save checks that the document reads, so one that does not is our fault. */
export const schemeIn = ({ document }: Pick<SchemeDraft, "document">): Scheme => {
  const read = readKeptScheme(JSON.parse(document));
  if (read.kind === "problems") throw new Fault("itemUnreadable");
  return read.scheme;
};

/** An item of the store has 400 KB; the rest is room for the other attributes of a draft. */
const mostBytes = 350_000;

const lengthProblems = (scheme: Scheme): readonly DocumentProblem[] => {
  const bytes = Buffer.byteLength(JSON.stringify(scheme));
  return bytes > mostBytes ? [{ place: [], message: "The whole scheme is too long to keep. Shorten its notes and sources" }] : [];
};

/** Checks a document by itself, and then beside everything published. A draft passes both each time it is saved. */
export const checkDocument = (document: unknown, { book, directories }: Published, now: Date): CheckedDocument<Scheme> => {
  const read = readScheme(document);
  if (read.kind === "problems") return read;
  const { scheme } = read;
  const services = directoryOn(directories, scheme.about.startsOn);
  const problems = [...lengthProblems(scheme), ...problemsInBook(scheme, book, now), ...offerProblems(scheme, services)];
  return problems.length > 0 ? { kind: "problems", problems } : { kind: "document", document: scheme };
};

/** Problems of a saved draft: time has passed since, or somebody published another version. */
export const problemsOf = ({ document }: SchemeDraft, published: Published, now: Date): readonly DocumentProblem[] => {
  const checked = checkDocument(JSON.parse(document), published, now);
  return checked.kind === "problems" ? checked.problems : [];
};
