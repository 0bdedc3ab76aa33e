import { expect, test } from "vitest";
import { addDays } from "../../../../shared/domain/dates.ts";
import {
  bucketNames,
  daysOfPeriod,
  type EnvelopeShard,
  envelopesFrom,
  envelopesToCharge,
  isOver,
  isPot,
  noTally,
  periodOn,
  periodsOf,
  purposeCodeOf,
  shareOf,
} from "../../../../shared/domain/ledger/envelope.ts";
import { type Pence, pence } from "../../../../shared/domain/money.ts";
import type { Purpose, Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";

const shipped = (code: string): Scheme => {
  const scheme = newestVersion(shippedSchemes, code);
  if (!scheme) throw new Error(`There is no ${code}.`);
  return scheme;
};
const crf = shipped("CRF");
const hsf6 = shipped("HSF6");

test.each([
  [hsf6, "ENERGY_WATER", "2024-10-01", "2024-10"],
  [hsf6, "ENERGY_WATER", "2024-10-31", "2024-10"],
  [hsf6, "ENERGY_WATER", "2024-11-01", "2024-11"],
  [hsf6, "ENERGY_WATER", "2025-03-31", "2025-03"],
  [hsf6, "FOOD_EX_FSM", "2025-03-31", "whole"],
  [crf, "HOUSING_PAYMENT", "2026-04-01", "2026-04"],
  [crf, "CRISIS_PAYMENT", "2026-04-01", "whole"],
])("money of $code for %s on %s is that of %s %s", (scheme, category, day, period) => {
  expect(periodOn(scheme as Scheme, category as string, day as string)).toBe(period);
});

test("periods follow each other without a gap, and the last ends with its scheme", () => {
  const periods = periodsOf(hsf6, "ENERGY_WATER");
  expect(periods).toEqual(["2024-10", "2024-11", "2024-12", "2025-01", "2025-02", "2025-03"]);
  const days = periods.map((period) => daysOfPeriod(hsf6, { category: "ENERGY_WATER", period }));
  expect(days[0]?.from).toBe(hsf6.about.start);
  expect(days.at(-1)?.to).toBe(hsf6.about.end);
  for (const [index, { to }] of days.slice(0, -1).entries()) expect(addDays(to, 1)).toBe(days[index + 1]?.from);
});

test("periods of several months are counted from the scheme's first day, and the last may be short", () => {
  const inFives: Scheme = { ...hsf6, pacing: [{ category: "ENERGY_WATER", months: 4, verified: false, source: "A test." }] };
  expect(periodsOf(inFives, "ENERGY_WATER")).toEqual(["2024-10", "2025-02"]);
  expect(periodOn(inFives, "ENERGY_WATER", "2025-01-31")).toBe("2024-10");
  expect(daysOfPeriod(inFives, { category: "ENERGY_WATER", period: "2025-02" })).toEqual({ from: "2025-02-01", to: "2025-03-31" });
});

test("an ordinary award never draws on the urgent reserve, and an urgent award draws on it last", () => {
  const pots = (isUrgent: boolean) => envelopesToCharge(crf, "CRISIS_PAYMENT", "2026-11-20", isUrgent).map(({ pot }) => pot);
  expect(pots(false)).toEqual(["ordinary"]);
  expect(pots(true)).toEqual(["ordinary", "urgent"]);
});

test("what a purpose pays for draws on its own pot first, and then on other money or on none, as the scheme says", () => {
  const purpose = (after: Purpose["after"]): Purpose => ({
    ...{ code: "OIL", label: "Oil", category: "CRISIS_PAYMENT", items: ["fuelTopUp"], after, verified: false, source: "A test." },
  });
  const pots = (isUrgent: boolean, after: Purpose["after"]) =>
    envelopesToCharge(crf, "CRISIS_PAYMENT", "2026-11-20", isUrgent, purpose(after)).map(({ pot }) => pot);
  expect(pots(false, "core")).toEqual(["purpose-OIL", "ordinary"]);
  expect(pots(true, "core")).toEqual(["purpose-OIL", "ordinary", "urgent"]);
  expect(pots(true, "stop")).toEqual(["purpose-OIL"]);
});

test("a pot is everyday money, the urgent reserve, or a purpose's", () => {
  expect(["ordinary", "urgent", "purpose-OIL"].every(isPot)).toBe(true);
  expect(["", "oil", "purpose-", "purpose-OIL#ordinary", "purpose-1", "toString"].some(isPot)).toBe(false);
  expect([purposeCodeOf("purpose-OIL"), purposeCodeOf("urgent")]).toEqual(["OIL", undefined]);
});

test("the shards of an envelope add up to it, bucket by bucket", () => {
  const empty = Object.fromEntries(bucketNames.map((bucket) => [bucket, pence(0)])) as Record<(typeof bucketNames)[number], Pence>;
  const shard = (number: number, pot: "ordinary" | "urgent", changes: Partial<EnvelopeShard>): EnvelopeShard => ({
    ...{ scheme: "CRF", category: "CRISIS_PAYMENT", period: "whole", pot, shard: number },
    ...empty,
    ...noTally,
    returned: pence(0),
    ...changes,
  });
  const [ordinary, urgent] = envelopesFrom([
    shard(0, "ordinary", { available: pence(1), reserved: pence(2), payments: 1 }),
    shard(0, "urgent", { frozen: pence(5) }),
    shard(7, "ordinary", { available: pence(10), paid: pence(20), dueBack: pence(40), returned: pence(3), payments: 2 }),
  ]);
  expect(ordinary).toMatchObject({ available: 11, reserved: 2, paid: 20, dueBack: 40, returned: 3, payments: 3, allocated: 73 });
  expect(urgent).toMatchObject({ pot: "urgent", frozen: 5, allocated: 5, payments: 0 });
});

test("a share is rounded down to the penny", () => {
  expect(shareOf(pence(101), 2)).toBe(50);
  expect(shareOf(pence(1), 2)).toBe(0);
});

test("a scheme is over on the day after its last day", () => {
  expect(isOver(hsf6, "2025-03-31")).toBe(false);
  expect(isOver(hsf6, "2025-04-01")).toBe(true);
});
