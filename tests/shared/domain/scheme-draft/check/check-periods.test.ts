import { expect, test } from "vitest";
import { type BadInput, documentLike, problemsIn } from "../../scheme/documents.ts";

const badInput: BadInput[] = [
  [
    "a category with two periods",
    "HSF6",
    ({ pacing }) => {
      pacing?.push({ category: "ENERGY_WATER", months: 2, verified: false, source: "A test." });
    },
    ["pacing", 1, "category"],
    "This category has its period twice. Take one of them out",
  ],
  [
    "periods for a category that pays no awards",
    "HSF6",
    ({ pacing }) => {
      Object.assign(pacing?.[0] ?? {}, { category: "ADMIN" });
    },
    ["pacing", 0, "category"],
    "Select a category that awards are paid from",
  ],
  [
    "periods counted from the middle of a month",
    "HSF6",
    ({ about, returns }) => {
      Object.assign(about, { start: "2024-10-15", startsOn: "2024-10-15" });
      returns.length = 0;
    },
    ["about", "start"],
    "Money by period needs a scheme that starts on the first day of a month",
  ],
  [
    "an end before the start",
    "CRF",
    ({ about }) => {
      about.end = "2026-03-31";
    },
    ["about", "end"],
    "The scheme ends before it starts. Enter a last day that is not before the first",
  ],
  [
    "a version that starts before its scheme",
    "CRF",
    ({ about }) => {
      about.startsOn = "2026-03-31";
    },
    ["about", "startsOn"],
    "This version starts before the scheme does. Enter 1 April 2026 or a later day",
  ],
  [
    "a version that starts after its scheme",
    "CRF",
    ({ about }) => {
      about.startsOn = "2029-04-01";
    },
    ["about", "startsOn"],
    "This version starts after the scheme has ended. Enter 31 March 2029 or an earlier day",
  ],
  [
    "overlapping years",
    "CRF",
    ({ subYears }) => {
      Object.assign(subYears[1] ?? {}, { start: "2027-03-31" });
    },
    ["subYears", 1, "start"],
    "The year 2027-28 overlaps the year 2026-27. Start it on 1 April 2027",
  ],
  [
    "a gap between years",
    "CRF",
    ({ subYears }) => {
      Object.assign(subYears[2] ?? {}, { start: "2028-04-02" });
    },
    ["subYears", 2, "start"],
    "There is a gap before the year 2028-29. Start it on 1 April 2028",
  ],
  [
    "a year before its scheme",
    "CRF",
    ({ subYears }) => {
      Object.assign(subYears[0] ?? {}, { start: "2026-03-31" });
    },
    ["subYears", 0, "start"],
    "The year 2026-27 starts before the scheme does. Start it on 1 April 2026",
  ],
  [
    "years that stop before the scheme does",
    "CRF",
    ({ subYears }) => {
      subYears.pop();
    },
    ["subYears", 1, "end"],
    "The year 2027-28 is the last, so end it with the scheme on 31 March 2029",
  ],
  [
    "a year that ends before it starts",
    "CRF",
    ({ subYears }) => {
      Object.assign(subYears[2] ?? {}, { end: "2028-03-31" });
    },
    ["subYears", 2, "end"],
    "The year 2028-29 ends before it starts. Enter a last day that is not before the first",
  ],
  [
    "two years of one name",
    "CRF",
    ({ subYears }) => {
      Object.assign(subYears[2] ?? {}, { code: "2027-28" });
    },
    ["subYears", 2, "code"],
    "The year 2027-28 is there twice. Give each year a name of its own",
  ],
  [
    "a return that covers days before the scheme",
    "CRF",
    ({ returns }) => {
      Object.assign(returns[1] ?? {}, { from: "2026-03-31" });
    },
    ["returns", 1, "from"],
    "“Year 2026-27” covers days before the scheme. Enter 1 April 2026 or later",
  ],
  [
    "a return that covers days after the scheme",
    "CRF",
    ({ returns }) => {
      Object.assign(returns[1] ?? {}, { to: "2029-04-01" });
    },
    ["returns", 1, "to"],
    "“Year 2026-27” covers days after the scheme. Enter 31 March 2029 or earlier",
  ],
  [
    "a return that covers no day",
    "CRF",
    ({ returns }) => {
      Object.assign(returns[1] ?? {}, { to: "2026-03-31" });
    },
    ["returns", 1, "to"],
    "“Year 2026-27” covers no day. Enter a last day that is not before the first",
  ],
  [
    "two returns of one name",
    "CRF",
    ({ returns }) => {
      Object.assign(returns[1] ?? {}, { name: "Delivery plan" });
    },
    ["returns", 1, "name"],
    "The return “Delivery plan” is there twice. Give each return a name of its own",
  ],
];

test.each(badInput)("%s is refused with its place and how to mend it", (_, code, change, place, message) => {
  expect(problemsIn(documentLike(code, change))).toEqual([{ place, message }]);
});
