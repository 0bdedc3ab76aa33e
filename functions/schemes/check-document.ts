import { directoryOn } from "../../shared/domain/directory/directory-book.ts";
import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { offerProblems, problemsInBook } from "../../shared/domain/scheme-draft/check-in-book.ts";
import { readScheme } from "../../shared/domain/scheme-draft/read-scheme.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import type { CheckedDocument } from "../document/draft-ports.ts";
import type { Published } from "./published.ts";

/** What the store keeps in one item, with room for all that is kept beside the document. */
const mostBytes = 350_000;

const lengthProblems = (scheme: Scheme): readonly DocumentProblem[] => {
  const bytes = Buffer.byteLength(JSON.stringify(scheme));
  return bytes > mostBytes ? [{ place: [], message: "The whole scheme is too long to keep. Shorten its notes and sources" }] : [];
};

/** A document by itself, and then beside everything published: what a draft must be at all times. */
export const checkDocument = (document: unknown, { book, directories }: Published, now: Date): CheckedDocument<Scheme> => {
  const read = readScheme(document);
  if (read.kind === "problems") return read;
  const { scheme } = read;
  const services = directoryOn(directories, scheme.about.startsOn);
  const problems = [...lengthProblems(scheme), ...problemsInBook(scheme, book, now), ...offerProblems(scheme, services)];
  return problems.length > 0 ? { kind: "problems", problems } : { kind: "document", document: scheme };
};

/** What stands against a draft now: time or another publication can have brought it since the draft was saved. */
export const problemsOf = ({ document }: SchemeDraft, published: Published, now: Date): readonly DocumentProblem[] => {
  const checked = checkDocument(JSON.parse(document), published, now);
  return checked.kind === "problems" ? checked.problems : [];
};
