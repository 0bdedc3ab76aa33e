import fc from "fast-check";
import { expect, test } from "vitest";
import { type AwardToDraw, consequencesOf } from "../../../../shared/domain/award/award.ts";
import { type HouseholdClaims, noClaims, spentIn } from "../../../../shared/domain/household/household.ts";
import { noTally, type Tally, tallyOf } from "../../../../shared/domain/ledger/envelope.ts";
import { countsWay, type Place } from "../../../../shared/domain/ledger/ledger.ts";
import {
  type Line,
  type LineState,
  type LineStepName,
  lineFrom,
  lineStates,
  lineSteps,
  mayStep,
} from "../../../../shared/domain/line/line.ts";
import {
  bringsMoneyBack,
  bucketOf,
  entryKindsOf,
  type LineMove,
  mayTake,
  moveLine,
  neverReached,
} from "../../../../shared/domain/line/line-move.ts";
import { addPence, pence } from "../../../../shared/domain/money.ts";
import { type Delivery, deliveries, type Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";

const shipped = newestVersion(shippedSchemes, "HSF7");
if (!shipped) throw new Error("HSF7 ships.");
const scheme: Scheme = shipped;

const deliveryTypes = Object.keys(deliveries) as Delivery[];
const states = Object.keys(lineStates) as LineState[];
const steps = Object.keys(lineSteps) as LineStepName[];
const taken = { at: "2025-06-01T10:00:00.000Z", by: { id: "a", name: "A" }, key: "key" };

const awardOf = (...wanted: readonly Delivery[]): AwardToDraw => {
  const [bed, food] = ["bed", "foodParcel"].map((code) => scheme.items.find((item) => item.code === code));
  if (!bed || !food) throw new Error("The scheme has both.");
  const lines = wanted.map((delivery, index) => {
    const { code, label, category } = index % 2 === 0 ? bed : food;
    return { item: code, label, category, delivery, amount: pence(100_00 + index) };
  });
  return {
    ...{ awardId: "ABCD-EFGH-JKMN-A1", caseId: "ABCD-EFGH-JKMN", householdId: "H-1", scheme: scheme.code, schemeVersion: 1, lines },
    ...{ total: addPence(lines.map(({ amount }) => amount)), committedAt: "2025-05-01T10:00:00.000Z", by: { id: "a", name: "A" } },
    ...{ reason: "A test.", decisionId: "d", results: [], evidence: [], checks: [] },
  };
};

const linesOf = (award: AwardToDraw): Line[] => {
  const drawnOn = award.lines.map(({ category }) => ({
    ...({ scheme: scheme.code, category, period: "whole", pot: "ordinary", shard: 0 } as const),
  }));
  return award.lines.map((_, index) => lineFrom({ ...award, drawnOn }, index));
};

const aLine = (delivery: Delivery, state: LineState): Line => {
  const [line] = linesOf(awardOf(delivery));
  if (!line) throw new Error("The award has a line.");
  return { ...line, state, ...(state === "reserved" && { steps: [] }) };
};
const back = (line: Line) => ({
  household: { ...noClaims(line.householdId), version: 1, spent: { [scheme.code]: line.amount } },
  others: [],
  scheme,
});

test.each(deliveryTypes)("%s: in every state, every step moves exactly the line's amount from its bucket, or nothing", (delivery) => {
  for (const state of states)
    for (const step of steps) {
      const line = aLine(delivery, state);
      if (!mayStep(state, step)) {
        expect(() => moveLine(line, [step], taken, { back: back(line) }), `${step} from ${state}`).toThrow(RangeError);
        continue;
      }
      const { after, entry } = moveLine(line, [step], taken, { back: back(line) });
      expect(after.version).toBe(line.version + 1);
      const [before, then]: (Place | undefined)[] = [bucketOf(line), bucketOf(after) ?? "available"];
      expect(entry && { from: entry.from, to: entry.to, amount: entry.amount }, `${step} from ${state}`).toEqual(
        before === then ? undefined : { from: before, to: then, amount: line.amount },
      );
    }
});

test("money that comes back on the scheme's last day goes to the budget, and a day later to the department", () => {
  const line = aLine("VOUCHER", "delivered");
  const toAt = (at: string) => moveLine(line, ["return"], { ...taken, at }, { back: back(line) }).entry?.to;
  expect(toAt(`${scheme.about.end}T22:00:00.000Z`)).toBe("available");
  expect(toAt("2026-04-01T00:00:00.000Z")).toBe("dueBack");
});

test("an expired code takes both steps at once, and its money moves once", () => {
  const { after, entry } = moveLine(aLine("VOUCHER", "delivered"), ["expire", "recycle"], taken, {
    back: back(aLine("VOUCHER", "delivered")),
  });
  expect(after).toMatchObject({ state: "recycled", version: 1, steps: [{ step: "expire" }, { step: "recycle" }] });
  expect(entry).toMatchObject({ kind: "repayment", from: "paid", to: "available" });
});

test("two steps that would move the same money are not taken together", () => {
  const line = aLine("VOUCHER", "issued");
  expect(() => moveLine(line, ["deliver", "return"], taken, { back: back(line) })).toThrow(RangeError);
});

test("an entry names the item and nothing that somebody typed", () => {
  const line = aLine("VOUCHER", "issued");
  const { entry, after } = moveLine(line, ["cancel"], { ...taken, why: "Robin has moved away." }, { back: back(line) });
  expect(entry?.why).toBe(line.label);
  expect(after.steps.at(-1)?.why).toBe("Robin has moved away.");
});

test("after any story of an award's lines, money, counts and household equal the lines that still stand", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...deliveryTypes), { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(fc.nat(3), fc.nat(20)), { maxLength: 30 }),
      (wanted, choices) => {
        const award = awardOf(...wanted);
        const first = consequencesOf(award, scheme, noClaims("H-1"), { day: "2025-05-01", isUrgent: false });
        let household: HouseholdClaims = first.claims;
        let tally: Tally = tallyOf(first.charges.map((charge) => charge.tally));
        let lines = linesOf(award);
        const moves: LineMove[] = [];
        for (const [place, choice] of choices) {
          const line = lines[place % lines.length];
          const possible = line ? steps.filter((step) => mayTake(line, [step])) : [];
          const step = possible[choice % Math.max(possible.length, 1)];
          if (!line || !step) continue;
          const isBack = bringsMoneyBack(line, [step]);
          const move = moveLine(line, [step], taken, isBack ? { back: { household, others: lines, scheme } } : {});
          moves.push(move);
          household = move.claims ?? household;
          tally = tallyOf([tally, move.tally ?? noTally]);
          lines = lines.map((one) => (one.lineId === line.lineId ? move.after : one));
        }

        const held = new Map<Place, number>([["committed", award.total]]);
        for (const { entry } of moves) {
          if (!entry) continue;
          held.set(entry.from, (held.get(entry.from) ?? 0) - entry.amount);
          held.set(entry.to, (held.get(entry.to) ?? 0) + entry.amount);
        }
        const inBucket = (bucket: Place) =>
          addPence(lines.filter((line) => (bucketOf(line) ?? "available") === bucket).map(({ amount }) => amount));
        for (const bucket of ["committed", "paid", "available"] as const) expect(held.get(bucket) ?? 0).toBe(inBucket(bucket));

        const cameBack = lines.filter((line) => bucketOf(line) === undefined);
        expect(spentIn(household, scheme.code)).toBe(award.total - addPence(cameBack.map(({ amount }) => amount)));
        const counting = lines.filter((line) => !neverReached(line));
        expect(tally.payments).toBe(counting.length);
        expect(tally.awards.inScheme).toBe(counting.length > 0 ? 1 : 0);
        expect(tally.households.inCategory).toBe(new Set(counting.map(({ category }) => category)).size);
        // The entries' counts equal the envelopes' counts.
        const byEntries = moves.flatMap(({ entry }) => (entry?.award?.countsAward.inScheme ? [countsWay(entry.kind)] : []));
        expect(1 + byEntries.reduce<number>((total, way) => total + way, 0)).toBe(tally.awards.inScheme);
      },
    ),
  );
});

test("a chain of steps makes the same entries as its steps one by one", () => {
  expect(entryKindsOf({ delivery: "VOUCHER", state: "issued" }, ["deliver", "activate", "redeem"])).toEqual(["payment"]);
  expect(entryKindsOf({ delivery: "THIRD_PARTY", state: "issued" }, ["deliver", "redeem"])).toEqual(["payment"]);
  expect(entryKindsOf({ delivery: "VOUCHER", state: "issued" }, ["deliver", "return"])).toEqual(["payment", "repayment"]);
});
