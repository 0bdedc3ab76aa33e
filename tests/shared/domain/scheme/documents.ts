import type { DocumentProblem } from "../../../../shared/domain/document/document-problem.ts";
import type { Scheme, SchemeDocument } from "../../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { readScheme } from "../../../../shared/domain/scheme-draft/read-scheme.ts";

export type Change = (document: SchemeDocument) => void;

/** A change that leaves a document with one thing wrong: which scheme, where it stands, and what is said. */
export type BadInput = [what: string, code: string, change: Change, place: (string | number)[], message: string];

/** A shipped document of one's own to change, as a file or a form would bring it. */
export const documentLike = (code: string, change: Change = () => {}): SchemeDocument => {
  const document = structuredClone(newestVersion(shippedSchemes, code)) as SchemeDocument | undefined;
  if (!document) throw new Error(`No scheme is called ${code}.`);
  change(document);
  return document;
};

export const problemsIn = (document: unknown): readonly DocumentProblem[] => {
  const read = readScheme(document);
  return read.kind === "problems" ? read.problems : [];
};

/** A changed document that still reads. */
export const schemeLike = (code: string, change?: Change): Scheme => {
  const read = readScheme(documentLike(code, change));
  if (read.kind === "problems") throw new Error(read.problems.map(({ place, message }) => `${place.join(".")}: ${message}`).join("\n"));
  return read.scheme;
};

/** A row of a list that the test is about. */
export const rowOf = <Row>(rows: Row[], is: (row: Row) => boolean): Row => {
  const row = rows.find(is);
  if (!row) throw new Error("The document has no such row.");
  return row;
};

export const sourced = { verified: true, source: "The test." };
