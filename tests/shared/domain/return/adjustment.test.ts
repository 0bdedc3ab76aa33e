import { expect, test } from "vitest";
import { adjustmentsOf } from "../../../../shared/domain/return/adjustment.ts";
import { computedOf, lineOf, tenLines } from "../../../functions/return/desk.ts";

const spend = "CATEGORY.CRISIS_PAYMENT.spend.spend";

test("a return that the ledger has not corrected has no adjustment", () => {
  expect(adjustmentsOf("r", computedOf(), computedOf())).toEqual([]);
});

test("each cell that the ledger has corrected says what was filed and what it is now", () => {
  const adjustments = adjustmentsOf("r", computedOf(), computedOf([...tenLines, lineOf(11)]));
  expect(adjustments).toContainEqual({ returnId: "r", cell: spend, filed: 490_00, now: 539_00 });
  expect(adjustments.every(({ filed, now }) => filed !== now)).toBe(true);
});

test("what a later return has carried is not carried twice, and a correction that was undone is carried back", () => {
  const filed = computedOf();
  const now = computedOf([...tenLines, lineOf(11)]);
  const carried = adjustmentsOf("r", filed, now);
  expect(adjustmentsOf("r", filed, now, carried)).toEqual([]);
  expect(adjustmentsOf("r", filed, filed, carried)).toContainEqual({ returnId: "r", cell: spend, filed: 539_00, now: 490_00 });
  // Another return's corrections have no part in it.
  expect(adjustmentsOf("other", filed, now, carried)).toHaveLength(carried.length);
});
