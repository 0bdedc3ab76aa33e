import { expect, test } from "vitest";
import { type Frequency, monthlyFrom } from "../../../functions/apply/monthly-income.ts";
import { pence } from "../../../shared/domain/money.ts";

test.each<[number, Frequency, number]>([
  [100_00, "weekly", 433_33],
  [100_00, "fortnightly", 216_66],
  [100_00, "fourWeekly", 108_33],
  [100_00, "monthly", 100_00],
  [12_00, "weekly", 52_00],
  [1, "weekly", 4],
  [0, "weekly", 0],
  [10_000_000_00, "weekly", 43_333_333_33],
])("%i pence %s is %i pence a month, to the penny and rounded down", (amount, often, month) => {
  expect(monthlyFrom(pence(amount), often)).toBe(month);
});
