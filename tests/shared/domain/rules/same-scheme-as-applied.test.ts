import { expect, test } from "vitest";
import type { Facts } from "../../../../shared/domain/rules/facts.ts";
import type { Verdict } from "../../../../shared/domain/rules/rule.ts";
import { resultOf } from "./facts-like.ts";

test.each<[string, Partial<Facts>, Verdict, true | undefined]>([
  ["under the same scheme", { appliedUnder: "CRF" }, "pass", undefined],
  ["before anybody kept the scheme", { appliedUnder: undefined }, "pass", undefined],
  ["under the scheme before", { appliedUnder: "HSF7" }, "refer", true],
  ["under the scheme before, and looked at again", { appliedUnder: "HSF7", checks: ["rolloverConfirmed"] }, "pass", undefined],
])("an application sent %s", (_when, facts, verdict, holds) => {
  const result = resultOf("sameSchemeAsApplied", facts);
  expect(result.verdict).toBe(verdict);
  expect(result.holds).toBe(holds);
});
