import type { DocumentProblem } from "../document/document-problem.ts";
import { oncePerPlace, readShape } from "../document/read-shape.ts";
import { fromFormat1 } from "../scheme/format-1.ts";
import { newestFormat, type Scheme, schemeSchema } from "../scheme/scheme.ts";
import { checkScheme } from "./check/check-scheme.ts";

export type ReadScheme =
  | { readonly kind: "scheme"; readonly scheme: Scheme }
  | { readonly kind: "problems"; readonly problems: readonly DocumentProblem[] };

const problems = (found: readonly DocumentProblem[]): ReadScheme => ({ kind: "problems", problems: found });

const isRecord = (document: unknown): document is { readonly format?: unknown } =>
  typeof document === "object" && document !== null && !Array.isArray(document);

/** A document of any format that there has been, in the newest one; `problems` where it has not the shape of its own. */
const broughtUp = (document: unknown): { readonly shape: unknown } | { readonly problems: readonly DocumentProblem[] } => {
  if (!isRecord(document)) return { problems: [{ place: [], message: "Give a scheme’s document: a group of named values" }] };
  if (document.format === 1) return fromFormat1(document);
  if (document.format === newestFormat) return { shape: document };
  return { problems: [{ place: ["format"], message: `Give the format of this document: a whole number from 1 to ${newestFormat}` }] };
};

/**
 * A document that was held to everything when it was kept. Its shape is brought up to the newest; what new documents
 * have to agree with since then cannot make it unreadable, since decisions were made by it.
 */
export const readKeptScheme = (document: unknown): ReadScheme => {
  const brought = broughtUp(document);
  if ("problems" in brought) return problems(brought.problems);
  const read = readShape(schemeSchema, brought.shape);
  return "problems" in read ? problems(read.problems) : { kind: "scheme", scheme: read.shape };
};

/**
 * The one way in for a document, whoever wrote it: a scheme that can be used as it is, or everything that does not
 * hold about it, each with its place and a sentence that says how to mend it.
 */
export const readScheme = (document: unknown): ReadScheme => {
  const read = readKeptScheme(document);
  if (read.kind === "problems") return read;
  const inconsistent = checkScheme(read.scheme);
  return inconsistent.length > 0 ? problems(oncePerPlace(inconsistent)) : read;
};
