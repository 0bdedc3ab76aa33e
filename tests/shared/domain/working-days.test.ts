import { expect, test } from "vitest";
import { areBankHolidaysKnown } from "../../../shared/domain/bank/bank-holidays.ts";
import { addWorkingDays, workingDaysBetween } from "../../../shared/domain/working-days.ts";

test.each([
  ["over a weekend", "2026-11-20", 1, "2026-11-23"],
  ["from a Saturday", "2026-11-21", 1, "2026-11-23"],
  ["over Christmas, when the Monday is Boxing Day’s", "2026-12-24", 1, "2026-12-29"],
  ["over Christmas and New Year", "2026-12-24", 5, "2027-01-05"],
  ["over Easter", "2027-03-25", 2, "2027-03-31"],
  ["over the day of the Queen’s funeral, which was proclaimed ten days before", "2022-09-16", 1, "2022-09-20"],
  ["over the two days of the Platinum Jubilee", "2022-06-01", 1, "2022-06-06"],
  ["over the coronation’s Monday", "2023-05-05", 1, "2023-05-09"],
  ["over the early May holiday that 2020 moved to a Friday", "2020-05-07", 1, "2020-05-11"],
])("%s, from %s, %i working days end on %s", (_, from, days, end) => {
  expect(addWorkingDays(from, days)).toBe(end);
  expect(workingDaysBetween(from, end)).toBe(days);
});

test("no working day passes within a day, or backwards", () => {
  expect(workingDaysBetween("2026-11-20", "2026-11-20")).toBe(0);
  expect(workingDaysBetween("2026-11-20", "2026-11-19")).toBe(0);
  expect(workingDaysBetween("2026-11-20", "2026-11-22")).toBe(0);
});

test.each([
  ["2019-12-31", false],
  ["2020-01-01", true],
  ["2028-12-31", true],
  ["2029-01-01", false],
])("whether the bank holidays around %s are known: %s", (day, isKnown) => {
  expect(areBankHolidaysKnown(day)).toBe(isKnown);
});
