import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addDays,
  addMonths,
  ageOn,
  type Day,
  daysBetween,
  formatDay,
  formatInstant,
  isDay,
  londonDay,
  monthsBetween,
  parseTypedDay,
  startOfDay,
} from "../../../shared/domain/dates.ts";

const days = fc
  .date({ min: new Date("1900-01-01T00:00:00Z"), max: new Date("2100-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date): Day => date.toISOString().slice(0, 10));
const fewMonths = fc.integer({ min: 0, max: 600 });

test.each([
  ["2024-02-29", true],
  ["2023-02-29", false],
  ["1900-02-29", false],
  ["2024-06-31", false],
  ["2024-13-01", false],
  ["2024-00-10", false],
  ["2024-1-1", false],
  ["2024-01-01T00:00", false],
  ["+02024-01-01", false],
  ["", false],
])("whether “%s” is a day: %s", (text, expected) => {
  expect(isDay(text)).toBe(expected);
});

test("every day of the calendar is a day, and a day with more text is none", () => {
  fc.assert(
    fc.property(days, fc.string({ minLength: 1 }), (day, more) => {
      expect(isDay(day)).toBe(true);
      expect(isDay(day + more)).toBe(false);
    }),
  );
});

test.each([
  ["2024-03-30T23:59:59Z", "2024-03-30"],
  ["2024-03-31T22:59:59Z", "2024-03-31"],
  ["2024-03-31T23:00:00Z", "2024-04-01"],
  ["2024-10-27T23:59:59Z", "2024-10-27"],
  ["2024-07-01T23:30:00Z", "2024-07-02"],
])("at %s it is %s in London", (instant, day) => {
  expect(londonDay(new Date(instant))).toBe(day);
});

test("the day in London does not depend on earlier calls, at the last and first millisecond of days", () => {
  const [last, first] = [new Date("2026-07-01T22:59:59.999Z"), new Date("2026-07-01T23:00:00.000Z")];
  expect([last, first, last, first].map(londonDay)).toEqual(["2026-07-01", "2026-07-02", "2026-07-01", "2026-07-02"]);
  expect(() => londonDay(new Date(Number.NaN))).toThrow(RangeError);
  expect(londonDay(last)).toBe("2026-07-01");
});

test.each([
  ["2008-04-02", "2024-04-01", 15],
  ["2008-04-01", "2024-04-01", 16],
  ["2008-02-29", "2024-02-28", 15],
  ["2008-02-29", "2024-02-29", 16],
  ["2008-02-29", "2023-02-28", 14],
  ["2008-02-29", "2023-03-01", 15],
  ["2024-03-29", "2024-05-31", 0],
])("someone born on %s is, on %s, aged %i", (dateOfBirth, day, age) => {
  expect(ageOn(dateOfBirth, day)).toBe(age);
});

test.each([
  ["2024-01-31", 1, "2024-02-29"],
  ["2023-01-31", 1, "2023-02-28"],
  ["2023-10-31", 1, "2023-11-30"],
  ["2023-12-15", 1, "2024-01-15"],
  ["2024-02-29", 12, "2025-02-28"],
])("%s and %i months is %s", (day, months, expected) => {
  expect(addMonths(day, months)).toBe(expected);
});

test("adding months always lands in the right month, and never goes back", () => {
  fc.assert(
    fc.property(days, fewMonths, (day, months) => {
      const later = addMonths(day, months);
      const monthOf = (text: Day) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
      expect(isDay(later)).toBe(true);
      expect(monthOf(later) - monthOf(day)).toBe(months);
      expect(later.slice(8) <= day.slice(8)).toBe(true);
    }),
  );
});

test("the months between two days are the most that can be added to the first without passing the second day", () => {
  fc.assert(
    fc.property(days, days, (one, other) => {
      const [from, to] = one <= other ? [one, other] : [other, one];
      const months = monthsBetween(from, to);
      expect(addMonths(from, months) <= to).toBe(true);
      expect(addMonths(from, months + 1) > to).toBe(true);
    }),
  );
});

test("adding days and taking them away gives the first day again", () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -1000, max: 1000 }), (day, number) => {
      expect(addDays(addDays(day, number), -number)).toBe(day);
    }),
  );
});

test.each([
  [
    { day: "5", month: "6", year: "1980" },
    { kind: "day", day: "1980-06-05" },
  ],
  [
    { day: " 05 ", month: "06", year: "1980" },
    { kind: "day", day: "1980-06-05" },
  ],
  [
    { day: "5", month: "June", year: "1980" },
    { kind: "day", day: "1980-06-05" },
  ],
  [
    { day: "5", month: "sept", year: "1980" },
    { kind: "day", day: "1980-09-05" },
  ],
  [
    { day: "1st", month: "Jan.", year: "1980" },
    { kind: "day", day: "1980-01-01" },
  ],
  [
    { day: "09/03/1984", month: "", year: "" },
    { kind: "day", day: "1984-03-09" },
  ],
  [
    { day: "9 March 1984", month: "", year: "" },
    { kind: "day", day: "1984-03-09" },
  ],
  [
    { day: "1984-03-09", month: "", year: "" },
    { kind: "day", day: "1984-03-09" },
  ],
  [{ day: "5", month: "ju", year: "1980" }, { kind: "notReal" }],
  [{ day: "5", month: "mayor", year: "1980" }, { kind: "notReal" }],
  [{ day: "", month: " ", year: "" }, { kind: "empty" }],
  [
    { day: "5", month: "", year: "" },
    { kind: "missing", parts: ["month", "year"] },
  ],
  [{ day: "31", month: "6", year: "1980" }, { kind: "notReal" }],
  [{ day: "5", month: "6", year: "80" }, { kind: "notReal" }],
  [{ day: "-5", month: "6", year: "1980" }, { kind: "notReal" }],
  [{ day: "5", month: "6", year: "<b>" }, { kind: "notReal" }],
])("the boxes %o are read as %o", (typed, expected) => {
  expect(parseTypedDay(typed)).toEqual(expected);
});

test("any text in the boxes of a date reads as a result", () => {
  const box = fc.string({ unit: "binary", maxLength: 12 });
  fc.assert(
    fc.property(box, box, box, (day, month, year) => {
      const read = parseTypedDay({ day, month, year });
      if (read.kind === "day") expect(isDay(read.day)).toBe(true);
    }),
  );
});

test("days and instants are written as people in London say them", () => {
  expect(formatDay("2024-01-21")).toBe("21 January 2024");
  expect(formatInstant("2024-07-01T14:05:00.000Z")).toBe("1 July 2024 at 3:05 pm");
});

test("a day begins at midnight in London, in summer as in winter and on the days when the clocks change", () => {
  expect(
    ["2026-11-20", "2026-07-01", "2026-03-29", "2026-03-30", "2026-10-25", "2026-10-26"].map((day) => startOfDay(day).toISOString()),
  ).toEqual([
    "2026-11-20T00:00:00.000Z",
    "2026-06-30T23:00:00.000Z",
    "2026-03-29T00:00:00.000Z",
    "2026-03-29T23:00:00.000Z",
    "2026-10-24T23:00:00.000Z",
    "2026-10-26T00:00:00.000Z",
  ]);
});

test("whole days are counted across a change of the clocks and a leap day", () => {
  expect([
    daysBetween("2026-03-28", "2026-03-30"),
    daysBetween("2028-02-28", "2028-03-01"),
    daysBetween("2026-11-20", "2026-11-20"),
  ]).toEqual([2, 2, 0]);
});
