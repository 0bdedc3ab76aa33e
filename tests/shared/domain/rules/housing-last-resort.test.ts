import { expect, test } from "vitest";
import type { Facts } from "../../../../shared/domain/rules/facts.ts";
import { hsf5, resultOf } from "./facts-like.ts";

test.each<[string, Partial<Facts>]>([
  ["no housing costs are asked for", { needs: ["food"], checks: [] }],
  ["both checks were made", { needs: ["housing"], checks: ["dhpConsidered", "homelessnessDutyChecked"] }],
])("the rule passes housing costs when %s", (_what, facts) => {
  const result = resultOf("housingLastResort", facts, hsf5);
  expect(result.verdict).toBe("pass");
  expect(result.holds).toBeUndefined();
});

test.each<[string, Facts["checks"], RegExp]>([
  ["neither check was made", [], /discretionary housing payment.* and “The council’s homelessness duties were checked”\.$/],
  ["only a housing payment was considered", ["dhpConsidered"], /paid: “The council’s homelessness duties were checked”\.$/],
  ["only homelessness was checked", ["homelessnessDutyChecked"], /paid: “Housing Benefit, .* were considered first”\.$/],
])("an award is held when %s, and the finding names the check still to make", (_what, checks, because) => {
  const result = resultOf("housingLastResort", { needs: ["food", "housing"], checks }, hsf5);
  expect(result).toMatchObject({ verdict: "refer", holds: true });
  expect(result.because).toMatch(because);
});
