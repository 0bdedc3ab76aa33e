import { formatDay, londonDay } from "../dates.ts";
import { type Directory, serviceOf } from "../directory/directory.ts";
import type { DocumentProblem } from "../document/document-problem.ts";
import { earliestStart } from "../document/earliest-start.ts";
import type { Scheme } from "../scheme/scheme.ts";
import { newestVersion, type SchemeBook } from "../scheme/scheme-book.ts";

const overlaps = ({ code, about }: Scheme, book: SchemeBook): DocumentProblem[] =>
  [...new Set(book.map((other) => other.code))]
    .flatMap((other) => (other === code ? [] : (newestVersion(book, other) ?? [])))
    .filter((other) => other.about.start <= about.end && about.start <= other.about.end)
    .map((other) => ({
      place: ["about", about.start < other.about.start ? "end" : "start"],
      message: `The period overlaps ${other.about.name}, from ${formatDay(other.about.start)} to ${formatDay(other.about.end)}. Choose days outside it`,
    }));

const startProblem = ({ about: { startsOn } }: Scheme, now: Date): DocumentProblem[] => {
  const earliest = earliestStart(now);
  if (startsOn >= earliest) return [];
  const when = startsOn < londonDay(now) ? "has passed" : "is too soon";
  return [
    {
      place: ["about", "startsOn"],
      message: `The first day of this version, ${formatDay(startsOn)}, ${when}. Enter ${formatDay(earliest)} or a later day`,
    },
  ];
};

const versionProblems = ({ code, version, about: { startsOn } }: Scheme, book: SchemeBook): DocumentProblem[] => {
  const newest = newestVersion(book, code);
  const next = (newest?.version ?? 0) + 1;
  const problems: DocumentProblem[] = [];
  if (version !== next)
    problems.push({
      place: ["version"],
      message: newest
        ? `Version ${newest.version} is the newest that is published. Make this version ${next}`
        : "Nothing is published under this code yet. Make this version 1",
    });
  if (newest && startsOn < newest.about.startsOn)
    problems.push({
      place: ["about", "startsOn"],
      message: `Version ${newest.version} starts on ${formatDay(newest.about.startsOn)}. Start this one then, or later`,
    });
  return problems;
};

/** Windows count from the first day, and the book is in its order. */
const firstDayProblems = ({ code, about }: Scheme, book: SchemeBook): DocumentProblem[] => {
  const published = newestVersion(book, code)?.about.start ?? about.start;
  return about.start === published
    ? []
    : [{ place: ["about", "start"], message: `The scheme is published from ${formatDay(published)}. Leave its first day as it is` }];
};

const categoryProblems = ({ code, about, categories }: Scheme, book: SchemeBook): DocumentProblem[] => {
  const decidesBefore = book.findLast((earlier) => earlier.code === code && earlier.about.startsOn < about.startsOn);
  const gone = decidesBefore?.categories.filter((category) => !categories.some((kept) => kept.code === category.code)) ?? [];
  return gone.map((category) => ({
    place: ["categories"],
    message: `Keep the category ${category.code} (“${category.label}”): money may stand in it already`,
  }));
};

/** Schemes never overlap, a version decides only from a day to come, and earlier decisions keep theirs. */
export const problemsInBook = (scheme: Scheme, book: SchemeBook, now: Date): readonly DocumentProblem[] => [
  ...versionProblems(scheme, book),
  ...firstDayProblems(scheme, book),
  ...categoryProblems(scheme, book),
  ...overlaps(scheme, book),
  ...startProblem(scheme, now),
];

/** A scheme suggests only services that residents can be referred to or told of, and never one for staff only. */
export const offerProblems = ({ onwardHelp }: Scheme, directory: Directory): readonly DocumentProblem[] =>
  onwardHelp.flatMap(({ offer }, index) => {
    const service = serviceOf(directory, offer);
    return service?.audience === "residents" && (service.takesReferrals || service.signposted)
      ? []
      : [{ place: ["onwardHelp", index, "offer"], message: "Select a service that the directory has for residents on that day" }];
  });
