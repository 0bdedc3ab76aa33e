import { expect, test } from "vitest";
import { earliestStart } from "../../../../shared/domain/document/earliest-start.ts";
import { ownMatching, type Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import {
  inBookOrder,
  matchingOn,
  newestVersion,
  schemeAsOf,
  schemeAt,
  schemeOn,
  schemesAsOf,
  schemeVersion,
} from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { schemeLike } from "./documents.ts";

test.each([
  ["2023-03-31", undefined],
  ["2023-04-01", "HSF4"],
  ["2024-01-21", "HSF4"],
  ["2024-03-31", "HSF4"],
  ["2024-04-01", "HSF5"],
  ["2024-05-31", "HSF5"],
  ["2024-09-30", "HSF5"],
  ["2024-10-01", "HSF6"],
  ["2025-03-31", "HSF6"],
  ["2025-04-01", "HSF7"],
  ["2026-03-31", "HSF7"],
  ["2026-04-01", "CRF"],
  ["2029-03-31", "CRF"],
  ["2029-04-01", undefined],
])("money committed on %s belongs to %s", (day, code) => {
  expect(schemeOn(shippedSchemes, day)?.code).toBe(code);
});

test("a scheme changes at midnight in London, not in UTC", () => {
  expect(schemeAt(shippedSchemes, new Date("2024-03-31T22:59:59.999Z"))?.code).toBe("HSF4");
  expect(schemeAt(shippedSchemes, new Date("2024-03-31T23:00:00.000Z"))?.code).toBe("HSF5");
});

test("the scheme of the day sets the points of a match, and the service's own points stand on days without a scheme", () => {
  const book = shippedSchemes.map((scheme) => ({ ...scheme, matching: { ...scheme.matching, certain: scheme.code === "CRF" ? 120 : 90 } }));
  expect(matchingOn(book, "2026-03-31").certain).toBe(90);
  expect(matchingOn(book, "2026-04-01").certain).toBe(120);
  expect(matchingOn(book, "2029-04-01")).toEqual(ownMatching);
});

const later = (change: (about: Scheme["about"]) => void, version = 2) =>
  schemeLike("CRF", (document) => {
    document.version = version;
    change(document.about as Scheme["about"]);
  });

const book = inBookOrder([
  later((about) => {
    about.startsOn = "2027-06-01";
  }, 3),
  ...shippedSchemes,
  later((about) => {
    about.startsOn = "2027-04-01";
  }),
]);

test.each([
  ["2027-03-31", 1],
  ["2027-04-01", 2],
  ["2027-05-31", 2],
  ["2027-06-01", 3],
])("on %s decisions are made by version %i", (day, version) => {
  expect(schemeOn(book, day)).toMatchObject({ code: "CRF", version });
  expect(schemeAsOf(book, "CRF", day)?.version).toBe(version);
});

test("before a scheme starts it stands as its first version has it, and no money is committed by it", () => {
  expect(schemeAsOf(book, "CRF", "2020-01-01")?.version).toBe(1);
  expect(schemeOn(book, "2020-01-01")).toBeUndefined();
});

test("a version that ends its scheme early leaves no earlier version to go on", () => {
  const shorter = inBookOrder([
    ...shippedSchemes,
    schemeLike("CRF", (document) => {
      document.version = 2;
      Object.assign(document.about, { startsOn: "2027-04-01", end: "2028-03-31" });
      document.subYears.pop();
      document.returns = [];
    }),
  ]);
  expect(schemeOn(shorter, "2028-03-31")?.version).toBe(2);
  expect(schemeOn(shorter, "2028-04-01")).toBeUndefined();
});

test("every scheme is listed once, as it stands on a day", () => {
  expect(schemesAsOf(book, "2027-05-01").map(({ code, version }) => `${code} ${version}`)).toEqual([
    "HSF4 1",
    "HSF5 1",
    "HSF6 1",
    "HSF7 1",
    "CRF 2",
  ]);
});

test("a version is found by its scheme and number, and by nothing else", () => {
  expect(schemeVersion(book, "CRF", 2)?.about.startsOn).toBe("2027-04-01");
  expect(schemeVersion(book, "CRF", 4)).toBeUndefined();
  expect(schemeVersion(book, "crf", 1)).toBeUndefined();
  expect(schemeVersion(book, "toString", 1)).toBeUndefined();
  expect(newestVersion(book, "CRF")?.version).toBe(3);
});

test.each([
  ["in the morning", "2026-11-20T09:00:00Z", "2026-11-21"],
  ["an hour before midnight", "2026-11-20T22:59:59Z", "2026-11-21"],
  ["in the last hour of the day", "2026-11-20T23:00:00Z", "2026-11-22"],
  ["in the last hour of a summer day, which is an hour earlier in UTC", "2026-07-01T22:00:00Z", "2026-07-03"],
])("what is published %s starts on a later day", (_, now, day) => {
  expect(earliestStart(new Date(now))).toBe(day);
});
