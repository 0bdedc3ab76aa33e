import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, type Day } from "../../../../shared/domain/dates.ts";
import { type Claim, claimAgainst, claimFor, spendMore, spentIn, windowFor } from "../../../../shared/domain/household/household.ts";
import { pence } from "../../../../shared/domain/money.ts";
import { type Need, needCodes } from "../../../../shared/domain/needs.ts";
import type { Scheme, WindowRule } from "../../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";

const schemeOf = (code: string): Scheme => {
  const scheme = newestVersion(shippedSchemes, code);
  if (!scheme) throw new Error(`No scheme is called ${code}.`);
  return scheme;
};

type Window = Pick<WindowRule, "window" | "months" | "awards" | "inScheme">;

const crf = schemeOf("CRF");
const withWindow = (window: Window): Scheme => ({
  ...crf,
  windows: [{ need: "usual", ...window, verified: true, source: "The test." }],
});

const hold = (scheme: Scheme, need: Need, day: Day) => {
  const { from, until } = claimFor(scheme, need, "award-1", day);
  return [from, until];
};

test.each<[string, Window, Day, [Day, Day]]>([
  ["the whole scheme", { window: "scheme", awards: 1 }, "2027-06-15", ["2026-04-01", "2029-03-31"]],
  ["twelve months from the award", { window: "rolling", months: 12, awards: 1 }, "2026-11-20", ["2026-11-20", "2027-11-19"]],
  ["a month from the 31st", { window: "rolling", months: 1, awards: 1 }, "2027-01-31", ["2027-01-31", "2027-02-27"]],
  ["the first half-year, on its first day", { window: "fixed", months: 6, awards: 1 }, "2026-04-01", ["2026-04-01", "2026-09-30"]],
  ["the first half-year, on its last day", { window: "fixed", months: 6, awards: 1 }, "2026-09-30", ["2026-04-01", "2026-09-30"]],
  ["the next half-year, a day later", { window: "fixed", months: 6, awards: 1 }, "2026-10-01", ["2026-10-01", "2027-03-31"]],
  ["a calendar month, in February", { window: "fixed", months: 1, awards: 1 }, "2028-02-29", ["2028-02-01", "2028-02-29"]],
])("an award holds its need for %s", (_, window, day, held) => {
  expect(hold(withWindow(window), "cooker", day)).toEqual(held);
});

test.each<[Scheme["code"], Need, Day, [Day, Day]]>([
  ["HSF4", "flooring", "2024-01-21", ["2023-04-01", "2024-03-31"]],
  ["HSF5", "energy", "2024-05-31", ["2024-04-01", "2024-05-31"]],
  ["HSF5", "energy", "2024-06-01", ["2024-06-01", "2024-07-31"]],
  ["HSF6", "energy", "2024-11-30", ["2024-10-01", "2024-11-30"]],
  ["HSF7", "energy", "2025-09-30", ["2025-04-01", "2025-09-30"]],
  ["HSF7", "energy", "2025-10-01", ["2025-10-01", "2026-03-31"]],
  ["CRF", "food", "2026-11-20", ["2026-11-01", "2026-11-30"]],
  ["CRF", "washingMachine", "2026-11-20", ["2026-11-20", "2027-11-19"]],
])("the claim of %s for %s, awarded on %s, follows its policy", (code, need, day, held) => {
  expect(hold(schemeOf(code), need, day)).toEqual(held);
});

const lengthOf = ({ about }: Scheme) => Math.round((Date.parse(about.end) - Date.parse(about.start)) / 86_400_000);

/** A scheme, a day inside it and a need. */
const awards = fc.constantFrom(...shippedSchemes).chain((scheme) =>
  fc.record({
    scheme: fc.constant(scheme),
    need: fc.constantFrom(...needCodes),
    day: fc.nat({ max: lengthOf(scheme) }).map((days) => addDays(scheme.about.start, days)),
  }),
);

test("after an award the same need is blocked on every day before the next possible one, and on no later day", () => {
  fc.assert(
    fc.property(awards, fc.nat({ max: 800 }), ({ scheme, need, day }, days) => {
      const claim = claimFor(scheme, need, "award-1", day);
      const later = addDays(day, days);
      const nextDay = addDays(claim.until, 1);
      const against = claimAgainst(scheme, need, { claims: [claim] }, later);
      expect(nextDay > day).toBe(true);
      expect(against).toEqual(later < nextDay ? { claim, nextDay } : undefined);
    }),
  );
});

test("an award blocks no other need", () => {
  fc.assert(
    fc.property(awards, fc.constantFrom(...needCodes), ({ scheme, need, day }, other) => {
      fc.pre(other !== need);
      expect(claimAgainst(scheme, other, { claims: [claimFor(scheme, need, "award-1", day)] }, day)).toBeUndefined();
    }),
  );
});

const windows = fc.oneof(
  fc.record({ window: fc.constant("scheme" as const), awards: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    window: fc.constantFrom("fixed" as const, "rolling" as const),
    months: fc.integer({ min: 1, max: 12 }),
    awards: fc.integer({ min: 1, max: 3 }),
  }),
);

test("for any sequence of requests, an award is blocked once its day is covered as often as the window allows, and the promised next day is free", () => {
  fc.assert(
    fc.property(windows, fc.array(fc.nat({ max: 60 }), { maxLength: 30 }), (window, gaps) => {
      const scheme = withWindow(window);
      const claims: Claim[] = [];
      let day = scheme.about.start;
      for (const gap of gaps) {
        day = addDays(day, gap);
        const against = claimAgainst(scheme, "food", { claims }, day);
        const holding = claims.filter(({ from, until }) => from <= day && day <= until);
        expect(against !== undefined).toBe(holding.length === window.awards);
        if (against) {
          expect(claimAgainst(scheme, "food", { claims }, against.nextDay)).toBeUndefined();
          expect(claimAgainst(scheme, "food", { claims }, addDays(against.nextDay, -1))).toBeDefined();
        } else {
          claims.push(claimFor(scheme, "food", `award-${claims.length}`, day));
        }
      }
    }),
  );
});

test("an award of an earlier scheme counts by the window of the scheme that decides, and by no window of its own", () => {
  const wholeScheme: Window = { window: "scheme", awards: 1 };
  const months = (window: "fixed" | "rolling", count: number): Window => ({ window, months: count, awards: 1 });
  const earlier = [wholeScheme, months("fixed", 6), months("rolling", 12)];
  const against = (before: Window, now: Window) => {
    const next = { ...withWindow(now), code: "NEXT", about: { ...crf.about, start: "2027-05-01" } };
    const claims = [claimFor(withWindow(before), "cooker", "award-1", "2027-04-20")];
    return claimAgainst(next, "cooker", { claims }, "2027-05-02")?.nextDay;
  };
  for (const before of earlier) {
    expect(against(before, wholeScheme)).toBeUndefined();
    expect(against(before, months("fixed", 12))).toBeUndefined();
    expect(against(before, months("rolling", 6))).toBe("2027-10-20");
    expect(against(before, { ...months("rolling", 6), awards: 2 }), "one more is allowed").toBeUndefined();
  }
});

test("goods of the seventh support fund count for twelve months in its successor, and its fuel and food do not", () => {
  const claims = (["washingMachine", "energy", "food"] as const).map((need) => claimFor(schemeOf("HSF7"), need, need, "2026-03-20"));
  const next = (need: Need) => claimAgainst(crf, need, { claims }, "2026-04-01")?.nextDay;
  expect([next("washingMachine"), next("energy"), next("food")]).toEqual(["2027-03-20", undefined, undefined]);
});

test("an earlier scheme's award does not count towards the most awards in the whole scheme", () => {
  const scheme = withWindow({ window: "fixed", months: 1, awards: 1, inScheme: 1 });
  const before = claimFor({ ...scheme, code: "BEFORE" }, "cooker", "award-1", "2026-03-20");
  expect(claimAgainst(scheme, "cooker", { claims: [before] }, "2026-04-01")).toBeUndefined();
});

test("an award dated before the turn of a scheme is stopped by one of the next scheme that looks back on it", () => {
  const claims = [claimFor(crf, "cooker", "award-1", "2026-04-01")];
  expect(claimAgainst(schemeOf("HSF7"), "cooker", { claims }, "2026-03-31")?.nextDay).toBe("2027-04-01");
});

test.each<[string, Window, Window, Day, Day | undefined]>([
  [
    "months from the award that became more",
    { window: "rolling", months: 6, awards: 1 },
    { window: "rolling", months: 12, awards: 1 },
    "2027-01-01",
    "2027-06-15",
  ],
  [
    "months from the award that became fewer",
    { window: "rolling", months: 12, awards: 1 },
    { window: "rolling", months: 6, awards: 1 },
    "2027-01-01",
    undefined,
  ],
  [
    "months from the first day that became more",
    { window: "fixed", months: 3, awards: 1 },
    { window: "fixed", months: 12, awards: 1 },
    "2027-01-01",
    "2027-04-01",
  ],
  [
    "months from the first day that became fewer",
    { window: "fixed", months: 12, awards: 1 },
    { window: "fixed", months: 1, awards: 1 },
    "2026-07-01",
    undefined,
  ],
  [
    "months that became the whole scheme",
    { window: "rolling", months: 1, awards: 1 },
    { window: "scheme", awards: 1 },
    "2027-01-01",
    "2029-04-01",
  ],
  [
    "the whole scheme that became months",
    { window: "scheme", awards: 1 },
    { window: "rolling", months: 12, awards: 1 },
    "2027-01-01",
    "2027-06-15",
  ],
])("an award counts as the version in force counts it: %s", (_, before, now, day, nextDay) => {
  const claims = [claimFor(withWindow(before), "cooker", "award-1", "2026-06-15")];
  expect(claimAgainst(withWindow(now), "cooker", { claims }, day)?.nextDay).toBe(nextDay);
});

test("a claim for the whole scheme grows where a later version ends the scheme later", () => {
  const scheme = withWindow({ window: "scheme", awards: 1 });
  const claims = [claimFor(scheme, "cooker", "award-1", "2027-06-15")];
  const longer = { ...scheme, about: { ...scheme.about, end: "2030-03-31" } };
  expect(claimAgainst(longer, "cooker", { claims }, "2029-04-01")?.nextDay).toBe("2030-04-01");
});

test("windows counted from a scheme's first day leave no gap, whatever that day is", () => {
  const day = fc.integer({ min: 0, max: 800 });
  fc.assert(
    fc.property(fc.integer({ min: 26, max: 31 }), fc.integer({ min: 1, max: 12 }), day, (first, months, days) => {
      const start = `2026-01-${first}`;
      const scheme = { ...withWindow({ window: "fixed", months, awards: 1 }), about: { ...crf.about, start } };
      const on = addDays(start, days);
      const { from, until } = claimFor(scheme, "cooker", "award-1", on);
      expect(from <= on && on <= until).toBe(true);
      expect(claimFor(scheme, "cooker", "award-2", addDays(until, 1)).from).toBe(addDays(until, 1));
    }),
  );
});

test("a claim without its award's day covers the days that it was made with", () => {
  const claim: Claim = { need: "cooker", scheme: "CRF", awardId: "award-1", from: "2026-06-15", until: "2026-12-14" };
  const scheme = withWindow({ window: "rolling", months: 12, awards: 1 });
  expect(claimAgainst(scheme, "cooker", { claims: [claim] }, "2026-12-14")?.nextDay).toBe("2026-12-15");
  expect(claimAgainst(scheme, "cooker", { claims: [claim] }, "2026-12-15")).toBeUndefined();
});

test("a need without its own row has the usual row", () => {
  expect(windowFor(crf, "food").need).toBe("food");
  expect(windowFor(crf, "cooker").need).toBe("usual");
});

const claimed = (scheme: Scheme, need: Need, days: readonly Day[]) =>
  days.map((day, index) => claimFor(scheme, need, `award-${index + 1}`, day));

test("once a need's limit for the whole scheme is used up, no day of the scheme is left, even where no window covers it", () => {
  const scheme = withWindow({ window: "fixed", months: 1, awards: 1, inScheme: 3 });
  const claims = claimed(scheme, "energy", ["2026-04-10", "2026-05-10", "2026-06-10"]);
  expect(claimAgainst(scheme, "energy", { claims: claims.slice(0, 2) }, "2026-08-01")).toBeUndefined();
  expect(claimAgainst(scheme, "energy", { claims }, "2026-08-01")).toEqual({ claim: claims[2], nextDay: "2029-04-01" });
});

test("a window that outlasts the scheme puts the next day off beyond it", () => {
  const scheme = withWindow({ window: "rolling", months: 12, awards: 1, inScheme: 1 });
  const claims = claimed(scheme, "cooker", ["2028-12-01"]);
  expect(claimAgainst(scheme, "cooker", { claims }, "2029-01-01")?.nextDay).toBe("2029-12-01");
});

test("HSF5 helps with energy three times in the round and not a fourth", () => {
  const hsf5 = schemeOf("HSF5");
  const claims = claimed(hsf5, "energy", ["2024-04-30", "2024-06-01", "2024-08-01"]);
  expect(claimAgainst(hsf5, "energy", { claims: claims.slice(0, 2) }, "2024-08-01")).toBeUndefined();
  expect(claimAgainst(hsf5, "energy", { claims }, "2024-09-30")?.nextDay).toBe("2024-10-01");
});

test("a household's spending is kept scheme by scheme", () => {
  const spent = spendMore({ spent: spendMore({ spent: {} }, "HSF7", pence(160_00)) }, "CRF", pence(50_00));
  expect(spentIn({ spent: spendMore({ spent }, "CRF", pence(20_00)) }, "CRF")).toBe(70_00);
  expect(spentIn({ spent }, "HSF7")).toBe(160_00);
  expect(spentIn({ spent }, "HSF4")).toBe(0);
});

test("a claim that exists stops an award that is dated before it, on whichever day that is, until the claim has passed", () => {
  fc.assert(
    fc.property(awards, fc.integer({ min: 1, max: 800 }), ({ scheme, need, day }, days) => {
      const claim = claimFor(scheme, need, "award-1", day);
      const against = claimAgainst(scheme, need, { claims: [claim] }, addDays(day, -days));
      expect(against).toEqual({ claim, nextDay: addDays(claim.until, 1) });
    }),
  );
});

test("a household that asks on any days in any order is never helped more often than the window allows", () => {
  fc.assert(
    fc.property(windows, fc.array(fc.nat({ max: 600 }), { maxLength: 20 }), (window, offsets) => {
      const scheme = withWindow(window);
      const claims: Claim[] = [];
      for (const offset of offsets) {
        const day = addDays(scheme.about.start, offset);
        const against = claimAgainst(scheme, "food", { claims }, day);
        if (against) expect(claimAgainst(scheme, "food", { claims }, against.nextDay)).toBeUndefined();
        else claims.push(claimFor(scheme, "food", `award-${claims.length}`, day));
      }
      for (const { on = "" } of claims)
        expect(claims.filter(({ from, until }) => from <= on && on <= until).length).toBeLessThanOrEqual(window.awards);
    }),
  );
});
