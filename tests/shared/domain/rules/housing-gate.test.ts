import { expect, test } from "vitest";
import type { Facts } from "../../../../shared/domain/rules/facts.ts";
import type { Verdict } from "../../../../shared/domain/rules/rule.ts";
import { resultOf } from "./facts-like.ts";

test.each<[string, Partial<Facts>, Verdict, true | undefined]>([
  ["no housing costs are asked for", { needs: ["food"], benefits: [] }, "pass", undefined],
  ["Housing Benefit is paid", { needs: ["housing"], benefits: ["housingBenefit"] }, "pass", undefined],
  ["Universal Credit helps with rent", { needs: ["housing"], benefits: ["universalCreditHousing"] }, "pass", undefined],
  ["Universal Credit may or may not help with rent", { needs: ["housing"], benefits: ["universalCredit"] }, "refer", true],
  [
    "help with rent was seen in Universal Credit",
    { needs: ["housing"], benefits: ["universalCredit"], checks: ["housingElementSeen"] },
    "pass",
    undefined,
  ],
  ["another benefit alone is paid", { needs: ["housing"], benefits: ["pip"] }, "fail", undefined],
  ["neither is paid, and food is asked for too", { needs: ["food", "housing"], benefits: ["pip"] }, "refer", true],
])("the housing gate when %s", (_what, facts, verdict, holds) => {
  const result = resultOf("housingGate", facts);
  expect(result.verdict).toBe(verdict);
  expect(result.holds).toBe(holds);
});
