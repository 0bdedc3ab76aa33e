import fc from "fast-check";
import { expect, test } from "vitest";
import type { Score } from "../../../../shared/domain/identity/identity.ts";
import { nearestOf, verdictUnder } from "../../../../shared/domain/identity/nearest.ts";
import { scoreParts } from "../../../../shared/domain/identity/score-of.ts";
import { leastCertain, leastPossible, verdictOf } from "../../../../shared/domain/identity/thresholds.ts";

const score = (points: number, isGuarded = false): Score => ({
  points,
  parts: isGuarded ? [{ part: "ninoDiffers", points: 0, says: "", isGuard: true }] : [],
});

test("no thresholds join a household on a name with its date of birth alone, or show one for its home alone", () => {
  const nameAndBirth = scoreParts.sameName.points + scoreParts.sameBirth.points;
  expect(verdictOf(score(nameAndBirth), { certain: leastCertain, possible: leastPossible })).toBe("possible");
  expect(leastPossible).toBeGreaterThan(scoreParts.sameUnit.points);
});

test("no candidate at all, and none with points for it, are kept as zero points", () => {
  expect(nearestOf([])).toEqual({ points: 0 });
  expect(nearestOf([score(-12, true)])).toEqual({ points: 0 });
});

test("a guarded household with the most points lets the next one be joined", () => {
  expect(nearestOf([score(105), score(140, true), score(90)])).toEqual({ points: 140, joinable: 105, rival: 90 });
});

test("the kept points give the verdict that the scores themselves give, under any thresholds", () => {
  const points = fc.integer({ min: -50, max: 200 });
  const scores = fc.array(
    fc.tuple(points, fc.boolean()).map(([of, isGuarded]) => score(of, isGuarded)),
    { maxLength: 6 },
  );
  const thresholds = fc
    .tuple(fc.integer({ min: leastPossible, max: 200 }), fc.integer({ min: leastCertain, max: 200 }))
    .map(([possible, certain]) => ({ certain, possible: Math.min(possible, certain) }));
  fc.assert(
    fc.property(scores, thresholds, (of, under) => {
      const verdicts = of.map((one) => verdictOf(one, under));
      const isOneCertain = verdicts.filter((verdict) => verdict === "certain").length === 1;
      const expected = isOneCertain ? "certain" : verdicts.some((verdict) => verdict !== "none") ? "possible" : "none";
      expect(verdictUnder(nearestOf(of), under)).toBe(expected);
    }),
  );
});
