import type { DocumentProblem } from "../document/document-problem.ts";
import { oncePerPlace, readShape } from "../document/read-shape.ts";
import { withLaterReturns } from "../scheme/earlier-returns.ts";
import { fromFormat1, withLaterRules } from "../scheme/format-1.ts";
import { newestFormat, type Scheme, schemeSchema } from "../scheme/scheme.ts";
import { checkCatalogue } from "./check/check-catalogue.ts";
import { checkLimits } from "./check/check-limits.ts";
import { checkPeriods } from "./check/check-periods.ts";
import { checkReturns } from "./check/check-returns.ts";
import { checkRules } from "./check/check-rules.ts";
import { checkTariffs } from "./check/check-tariffs.ts";

export type ReadScheme =
  | { readonly kind: "scheme"; readonly scheme: Scheme }
  | { readonly kind: "problems"; readonly problems: readonly DocumentProblem[] };

const problems = (found: readonly DocumentProblem[]): ReadScheme => ({ kind: "problems", problems: found });

const isRecord = (document: unknown): document is { readonly format?: unknown } =>
  typeof document === "object" && document !== null && !Array.isArray(document);

const broughtUp = (document: unknown): { readonly shape: object } | { readonly problems: readonly DocumentProblem[] } => {
  if (!isRecord(document)) return { problems: [{ place: [], message: "Give a scheme’s document: a group of named values" }] };
  if (document.format === 1) return fromFormat1(document);
  if (document.format === newestFormat) return { shape: document };
  return { problems: [{ place: ["format"], message: `Give the format of this document: a whole number from 1 to ${newestFormat}` }] };
};

/** Reads a stored document by its shape alone: later checks must not stop decisions that were made by it. */
export const readKeptScheme = (document: unknown): ReadScheme => {
  const brought = broughtUp(document);
  if ("problems" in brought) return problems(brought.problems);
  const read = readShape(schemeSchema, withLaterReturns(brought.shape));
  return "problems" in read ? problems(read.problems) : { kind: "scheme", scheme: read.shape };
};

const checks = [checkPeriods, checkCatalogue, checkTariffs, checkLimits, checkRules, checkReturns];

/** The one way in. Gives a scheme to use as it is, or every problem with its place and how to mend it. */
export const readScheme = (document: unknown): ReadScheme => {
  const read = readKeptScheme(document);
  if (read.kind === "problems") return read;
  const scheme = isRecord(document) && document.format === 1 ? withLaterRules(read.scheme) : read.scheme;
  const inconsistent = checks.flatMap((check) => check(scheme));
  return inconsistent.length > 0 ? problems(oncePerPlace(inconsistent)) : { kind: "scheme", scheme };
};
