import { expect, test } from "vitest";
import { type Frequency, monthlyCostFrom, monthlyIncomeFrom } from "../../../functions/apply/monthly-amount.ts";
import { pence } from "../../../shared/domain/money.ts";

test.each<[number, Frequency, number, number]>([
  [100_00, "weekly", 433_33, 433_34],
  [100_00, "fortnightly", 216_66, 216_67],
  [100_00, "fourWeekly", 108_33, 108_34],
  [100_00, "monthly", 100_00, 100_00],
  [12_00, "weekly", 52_00, 52_00],
  [1, "weekly", 4, 5],
  [0, "weekly", 0, 0],
  [10_000_000_00, "weekly", 43_333_333_33, 43_333_333_34],
])("%i pence %s is %i pence of income a month and %i of costs: the odd penny goes the household's way", (amount, often, income, costs) => {
  expect(monthlyIncomeFrom(pence(amount), often)).toBe(income);
  expect(monthlyCostFrom(pence(amount), often)).toBe(costs);
});
