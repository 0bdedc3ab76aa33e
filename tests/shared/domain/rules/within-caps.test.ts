import { expect, test } from "vitest";
import { pence } from "../../../../shared/domain/money.ts";
import type { Facts } from "../../../../shared/domain/rules/facts.ts";
import type { Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { crf, resultOf } from "./facts-like.ts";

const sourced = { verified: true, source: "The test." };
const capped: Scheme = {
  ...crf,
  caps: [
    { cap: "award", amount: pence(500_00), ...sourced },
    { cap: "household", amount: pence(800_00), ...sourced },
  ],
};
const had = (spent: number): Facts["claims"] => ({ claims: [], spent: { CRF: pence(spent), HSF7: pence(5_000_00) } });

test.each<[string, Partial<Facts>, string]>([
  ["an award above its cap", { amount: pence(500_01), claims: had(0) }, "£500.01 is above the cap of £500 for one award."],
  [
    "a household that would go above its cap",
    { amount: pence(400_00), claims: had(400_01) },
    "The household has had £400.01; the cap is £800 for one household.",
  ],
  [
    "both at once",
    { amount: pence(600_00), claims: had(300_00) },
    "£600 is above the cap of £500 for one award. The household has had £300; the cap is £800 for one household.",
  ],
  ["nothing left before there is an amount", { claims: had(800_00) }, "The household has had £800; the cap is £800 for one household."],
])("%s fails, with its figures", (_what, facts, because) => {
  expect(resultOf("withinCaps", facts, capped)).toMatchObject({ verdict: "fail", because });
});

test("awards from another scheme do not count towards this scheme's cap", () => {
  expect(resultOf("withinCaps", { amount: pence(500_00), claims: had(300_00) }, capped).verdict).toBe("pass");
});
