import { expect, test } from "vitest";
import { inBookOrder } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { problemsInBook } from "../../../../shared/domain/scheme-draft/check-in-book.ts";
import { type Change, schemeLike } from "../scheme/documents.ts";

const now = new Date("2026-11-20T10:00:00Z");

/** The next version of the scheme that is open, starting tomorrow. */
const next = (change: Change = () => {}) =>
  schemeLike("CRF", (document) => {
    document.version = 2;
    document.about.startsOn = "2026-11-21";
    change(document);
  });

/** A scheme that follows the one that is open. */
const following = (change: Change = () => {}) =>
  schemeLike("HSF7", (document) => {
    document.code = "CRF2";
    Object.assign(document.about, { name: "A fund to come", start: "2029-04-01", startsOn: "2029-04-01", end: "2030-03-31" });
    document.returns = [];
    change(document);
  });

test("the next version from tomorrow, and a new scheme after the last, stand against nothing", () => {
  expect(problemsInBook(next(), shippedSchemes, now)).toEqual([]);
  expect(problemsInBook(following(), shippedSchemes, now)).toEqual([]);
});

test.each<[string, Change, (string | number)[], string]>([
  [
    "a start in the past",
    ({ about }) => {
      about.startsOn = "2026-11-19";
    },
    ["about", "startsOn"],
    "The first day of this version, 19 November 2026, has passed. Enter 21 November 2026 or a later day",
  ],
  [
    "a start today",
    ({ about }) => {
      about.startsOn = "2026-11-20";
    },
    ["about", "startsOn"],
    "The first day of this version, 20 November 2026, is too soon. Enter 21 November 2026 or a later day",
  ],
  [
    "a version that is there already",
    (document) => {
      document.version = 1;
    },
    ["version"],
    "Version 1 is the newest that is published. Make this version 2",
  ],
  [
    "a version that leaves one out",
    (document) => {
      document.version = 3;
    },
    ["version"],
    "Version 1 is the newest that is published. Make this version 2",
  ],
  [
    "another first day for a scheme that is published",
    (document) => {
      document.about.start = "2026-05-01";
      document.subYears = [];
      document.returns = [];
    },
    ["about", "start"],
    "The scheme is published from 1 April 2026. Leave its first day as it is",
  ],
  [
    "a category that is gone",
    (document) => {
      document.about.fund = "HSF";
      document.categories = structuredClone(schemeLike("HSF7").categories);
      document.items = structuredClone(schemeLike("HSF7").items);
      document.tariffs = structuredClone(schemeLike("HSF7").tariffs);
      document.supportTypes = [];
      Object.assign(document, { contributions: [], returnTables: [], returnFields: [] });
      document.pacing = [];
    },
    ["categories"],
    "Keep the category CRISIS_PAYMENT (“Crisis payments”): money may stand in it already",
  ],
])("%s is refused with its place and how to mend it", (_, change, place, message) => {
  expect(problemsInBook(next(change), shippedSchemes, now)).toContainEqual({ place, message });
});

test.each<[string, Change, (string | number)[]]>([
  [
    "at its start",
    ({ about }) => {
      about.start = "2029-03-31";
    },
    ["about", "start"],
  ],
  [
    "at its end",
    ({ about }) => {
      Object.assign(about, { start: "2026-01-01", startsOn: "2026-01-01", end: "2026-04-01" });
    },
    ["about", "end"],
  ],
])("a period that overlaps another scheme's %s is refused", (_, change, place) => {
  const problems = problemsInBook(following(change), shippedSchemes, now);
  expect(problems).toContainEqual({
    place,
    message: "The period overlaps Crisis and Resilience Fund, from 1 April 2026 to 31 March 2029. Choose days outside it",
  });
});

test("a new scheme starts with version 1", () => {
  const problems = problemsInBook(
    following((document) => {
      document.version = 2;
    }),
    shippedSchemes,
    now,
  );
  expect(problems).toEqual([{ place: ["version"], message: "Nothing is published under this code yet. Make this version 1" }]);
});

const published = (startsOn: string) =>
  inBookOrder([
    ...shippedSchemes,
    next(({ about }) => {
      about.startsOn = startsOn;
    }),
  ]);
const third = (startsOn: string) =>
  next((document) => {
    document.version = 3;
    document.about.startsOn = startsOn;
  });

test("a later version does not start before an earlier one, but may start in its place", () => {
  expect(problemsInBook(third("2027-03-31"), published("2027-04-01"), now)).toEqual([
    { place: ["about", "startsOn"], message: "Version 2 starts on 1 April 2027. Start this one then, or later" },
  ]);
  expect(problemsInBook(third("2027-04-01"), published("2027-04-01"), now)).toEqual([]);
});

test("a scheme that is to come keeps its first day too", () => {
  const book = inBookOrder([...shippedSchemes, following()]);
  const moved = following((document) => {
    document.version = 2;
    Object.assign(document.about, { start: "2029-05-01", startsOn: "2029-05-01" });
  });
  expect(problemsInBook(moved, book, now)).toEqual([
    { place: ["about", "start"], message: "The scheme is published from 1 April 2029. Leave its first day as it is" },
  ]);
});

test("a version that starts in the place of another, before either has decided, may end on another day", () => {
  const book = inBookOrder([...shippedSchemes, following()]);
  const corrected = following((document) => {
    document.version = 2;
    Object.assign(document.about, { start: "2029-04-01", startsOn: "2029-04-01", end: "2029-09-30" });
  });
  expect(problemsInBook(corrected, book, now)).toEqual([]);
});
