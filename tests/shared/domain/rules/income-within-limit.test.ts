import { expect, test } from "vitest";
import { pence } from "../../../../shared/domain/money.ts";
import type { Facts } from "../../../../shared/domain/rules/facts.ts";
import type { Verdict } from "../../../../shared/domain/rules/rule.ts";
import { crf, resultOf, schemeSetting } from "./facts-like.ts";

const byHousehold = schemeSetting(crf, "incomeWithinLimit", { yearlyMax: 12_000_00, eachFurtherAdult: 6_000_00, eachChild: 2_400_00 });
const afterHousing = schemeSetting(crf, "incomeWithinLimit", { yearlyMax: 12_000_00, housingCosts: "after" });

test.each<[string, readonly number[], number]>([
  ["one adult", [40], 1_000_00],
  ["two adults", [40, 41], 1_500_00],
  ["one adult and two children", [40, 18, 3], 1_400_00],
  ["two adults and a child", [40, 19, 3], 1_700_00],
  ["a young person alone, who has the limit of an adult", [17], 1_000_00],
  ["a young parent with a baby", [17, 0], 1_200_00],
])("the income limit of %s is the sum over its members, to the penny", (_household, ages, most) => {
  const verdict = (monthlyIncome: number) =>
    resultOf("incomeWithinLimit", { ages, monthlyIncome: pence(monthlyIncome) }, byHousehold).verdict;
  expect(verdict(most)).toBe("pass");
  expect(verdict(most + 1)).toBe("fail");
});

test.each<[string, Partial<Facts>, Verdict]>([
  ["at the limit once rent is off", { monthlyIncome: pence(1_500_00), monthlyHousingCosts: pence(500_00) }, "pass"],
  ["a penny above it once rent is off", { monthlyIncome: pence(1_500_01), monthlyHousingCosts: pence(500_00) }, "fail"],
  ["rent above income", { monthlyIncome: pence(100_00), monthlyHousingCosts: pence(500_00) }, "pass"],
  ["above it with rent unknown", { monthlyIncome: pence(1_000_01), monthlyHousingCosts: undefined }, "refer"],
  ["within it with rent unknown, which can only take off more", { monthlyIncome: pence(1_000_00), monthlyHousingCosts: undefined }, "pass"],
])("income after housing costs: %s", (_what, facts, verdict) => {
  expect(resultOf("incomeWithinLimit", facts, afterHousing).verdict).toBe(verdict);
});

test("the finding shows the working and keeps its figures", () => {
  const facts = { ages: [40], monthlyIncome: pence(1_500_01), monthlyHousingCosts: pence(500_00) };
  expect(resultOf("incomeWithinLimit", facts, afterHousing)).toEqual({
    rule: "incomeWithinLimit",
    version: 1,
    verdict: "fail",
    because: "£12,000.12 a year (£1,500.01 a month, less £500 for housing); the limit is £12,000.",
    inputs: { yearly: 12_000_12, limit: 12_000_00, monthlyIncome: 1_500_01, housingCosts: "after", monthlyHousingCosts: 500_00 },
  });
});
