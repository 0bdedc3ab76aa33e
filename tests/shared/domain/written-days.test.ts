import { expect, test } from "vitest";
import { readingsOf } from "../../../shared/domain/written-days.ts";

const daysOf = (written: string) => readingsOf(written).map(({ day }) => day);

test.each([
  "1984-03-09",
  "1984/3/9",
  "1984-03-09T00:00:00Z",
  "1984-03-09 00:00:00",
  "9 March 1984",
  "9th of March, 1984",
  "09-Mar-1984",
  "Fri 9 Mar 1984",
  "Friday, 9 March 1984",
  "March 9, 1984",
  "Mar 9 1984",
  "19840309",
  "9\u00A0March\u20091984",
])("“%s” is one day", (written) => expect(daysOf(written)).toEqual(["1984-03-09"]));

test("two numbers that could both be the day have two readings, and say which comes first", () => {
  expect(readingsOf("09/03/1984")).toEqual([
    { day: "1984-03-09", order: "dayFirst" },
    { day: "1984-09-03", order: "monthFirst" },
  ]);
  expect(readingsOf("03/25/1984")).toEqual([{ day: "1984-03-25", order: "monthFirst" }]);
  expect(readingsOf("25.03.1984")).toEqual([{ day: "1984-03-25", order: "dayFirst" }]);
  expect(readingsOf("03/03/1984")).toEqual([{ day: "1984-03-03", order: "plain" }]);
});

test("a year of two numbers may be of either century", () => {
  expect(daysOf("9-Mar-84")).toEqual(["1984-03-09", "2084-03-09"]);
});

test.each(["", "30750", "31/02/1984", "1984", "March 1984", "9 Mayday 1984", "09/03", "9/3-1984", "9".repeat(100_000)])(
  "“%.20s” is no day",
  (written) => expect(daysOf(written)).toEqual([]),
);
