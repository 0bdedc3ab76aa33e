import { expect, test } from "vitest";
import type { Nearest } from "../../../../shared/domain/identity/nearest.ts";
import {
  addMatchingTotals,
  type CaseToMatch,
  noMatchingTotals,
  type SettledMatch,
  tryMatching,
} from "../../../../shared/domain/scheme-draft/matching-trial.ts";

const inForce = { certain: 100, possible: 60 };
const draft = { certain: 90, possible: 70 };

const alike = (points: number): Nearest => ({ points, joinable: points });
const guarded = (points: number): Nearest => ({ points });
const settled = (as: SettledMatch["as"], points: number): SettledMatch => ({ ...alike(points), as });
const totalsOf = (cases: readonly CaseToMatch[]) =>
  cases.map((one) => tryMatching(one, inForce, draft)).reduce(addMatchingTotals, noMatchingTotals);

/** Counted by hand: each row says its verdict in force and under the draft. */
const cases: readonly CaseToMatch[] = [
  { nearest: alike(130), settled: [] }, // certain, certain
  { nearest: alike(100), settled: [] }, // certain, certain
  { nearest: alike(95), settled: [settled("same", 95)] }, // possible, certain
  { nearest: guarded(140), settled: [{ ...guarded(140), as: "different" }] }, // possible, possible
  { nearest: { points: 120, joinable: 120, rival: 92 }, settled: [] }, // certain, possible
  { nearest: alike(65), settled: [settled("same", 65), settled("left", 61)] }, // possible, none
  { nearest: alike(75), settled: [settled("separate", 75)] }, // possible, possible
  { nearest: alike(59), settled: [] }, // none, none
  { nearest: { points: 0 }, settled: [] }, // none, none
  { settled: [] }, // not kept
];

test("applications and settled matches of a set counted by hand come out as counted", () => {
  expect(totalsOf(cases)).toEqual({
    applications: {
      inForce: { certain: 3, possible: 4, none: 2, notKept: 1 },
      draft: { certain: 3, possible: 3, none: 3, notKept: 1 },
    },
    settled: {
      same: { inForce: { possible: 2 }, draft: { certain: 1, none: 1 } },
      different: { inForce: { possible: 1 }, draft: { possible: 1 } },
      separate: { inForce: { possible: 1 }, draft: { possible: 1 } },
      left: { inForce: { possible: 1 }, draft: { none: 1 } },
    },
  });
});

test("parts of the set add up to the whole in any order", () => {
  const [whole, first, last] = [totalsOf(cases), totalsOf(cases.slice(0, 4)), totalsOf(cases.slice(4))];
  expect(addMatchingTotals(first, last)).toEqual(whole);
  expect(addMatchingTotals(last, first)).toEqual(whole);
});
