import { expect, test } from "vitest";
import { isBankingDay, nextBankingDay } from "../../../../shared/domain/bank/bank-holidays.ts";

test.each([
  ["a Tuesday", "2026-11-24", "2026-11-25"],
  ["a Friday", "2026-11-27", "2026-11-30"],
  ["a Saturday", "2026-11-28", "2026-11-30"],
  ["Christmas Eve of a year whose Boxing Day is a Saturday", "2026-12-24", "2026-12-29"],
  ["New Year’s Eve", "2026-12-31", "2027-01-04"],
  ["the Thursday before Easter", "2027-03-25", "2027-03-30"],
  ["Christmas Eve of a year whose Christmas Day is a Saturday", "2027-12-24", "2027-12-29"],
])("the next banking day after %s, %s, is %s", (_, day, next) => {
  expect(nextBankingDay(day)).toBe(next);
  expect(isBankingDay(next)).toBe(true);
});
