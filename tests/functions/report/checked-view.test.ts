import { expect, test } from "vitest";
import { checkedView } from "../../../functions/report/checked-view.ts";

const night = (counts: Record<string, number>) => ({
  at: "2026-12-20T00:15:00.000Z",
  steps: [{ step: "watchCancelledCodes", says: "Ask the provider", outcome: "done", counts }] as const,
});

test("finance is told how many codes were used after their money had come back, and how much that is", () => {
  expect(checkedView(undefined, night({ unsettled: 2, unsettledPence: 80_50 })).usedLate).toContain(
    "2 codes were used after the money had come back, £80.50 in all schemes",
  );
  expect(checkedView(undefined, night({ unsettled: 1, unsettledPence: 40_00 })).usedLate).toContain("1 code was used");
});

test("nothing is said where every late use is settled, or where no night has looked", () => {
  expect(checkedView(undefined, night({ unsettled: 0, unsettledPence: 0 })).usedLate).toBeUndefined();
  expect(checkedView(undefined, night({})).usedLate).toBeUndefined();
  expect(checkedView(undefined, undefined).usedLate).toBeUndefined();
});
