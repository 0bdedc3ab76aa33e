import { formatDay, londonDay } from "../dates.ts";
import type { DocumentProblem } from "../document/document-problem.ts";
import { earliestStart } from "../document/earliest-start.ts";
import { oncePerPlace, readShape } from "../document/read-shape.ts";
import { checkDirectory } from "./check-directory.ts";
import { type Directory, directorySchema } from "./directory.ts";
import { type DirectoryBook, newestDirectory } from "./directory-book.ts";

export type ReadDirectory =
  | { readonly kind: "document"; readonly document: Directory }
  | { readonly kind: "problems"; readonly problems: readonly DocumentProblem[] };

/** Reads a stored directory. Its save checked everything, so this checks only the shape. */
export const readKeptDirectory = (document: unknown): ReadDirectory => {
  const read = readShape(directorySchema, document);
  return "problems" in read ? { kind: "problems", problems: read.problems } : { kind: "document", document: read.shape };
};

/** Reads a directory from a form, a file or a program: the directory, or every problem in it. */
export const readDirectory = (document: unknown): ReadDirectory => {
  const read = readKeptDirectory(document);
  if (read.kind === "problems") return read;
  const problems = checkDirectory(read.document);
  return problems.length > 0 ? { kind: "problems", problems: oncePerPlace(problems) } : read;
};

/** Problems of a directory as the version after the published ones. */
export const directoryProblemsInBook = ({ version, startsOn }: Directory, book: DirectoryBook, now: Date): readonly DocumentProblem[] => {
  const newest = newestDirectory(book);
  const earliest = earliestStart(now);
  const problems: DocumentProblem[] = [];
  if (version !== newest.version + 1)
    problems.push({
      place: ["version"],
      message: `Version ${newest.version} is the newest that is published. Make this version ${newest.version + 1}`,
    });
  if (startsOn < earliest)
    problems.push({
      place: ["startsOn"],
      message: `The first day of this version, ${formatDay(startsOn)}, ${startsOn < londonDay(now) ? "has passed" : "is too soon"}. Enter ${formatDay(earliest)} or a later day`,
    });
  else if (startsOn < newest.startsOn)
    problems.push({
      place: ["startsOn"],
      message: `Version ${newest.version} starts on ${formatDay(newest.startsOn)}. Start this one then, or later`,
    });
  return problems;
};

/** The next version, with the earliest start. */
export const nextDirectory = (newest: Directory, now: Date): Directory => {
  const earliest = earliestStart(now);
  return { ...newest, version: newest.version + 1, startsOn: newest.startsOn > earliest ? newest.startsOn : earliest };
};
