import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, type Day } from "../../../shared/domain/dates.ts";
import { type Claim, claimAgainst, claimFor } from "../../../shared/domain/household.ts";
import { type Need, needCodes } from "../../../shared/domain/needs.ts";
import type { ClaimRule, Scheme } from "../../../shared/domain/scheme.ts";
import { schemeOf, schemes } from "../../../shared/domain/schemes.ts";

const crf = schemeOf("CRF");
const withRule = (rule: ClaimRule): Scheme => ({
  ...crf,
  claims: { usual: { value: rule, verified: true, source: "A test." }, byNeed: {} },
});

const hold = (scheme: Scheme, need: Need, day: Day) => {
  const { from, until } = claimFor(scheme, need, "award-1", day);
  return [from, until];
};

test.each<[string, ClaimRule, Day, [Day, Day]]>([
  ["the whole scheme", { window: "scheme", awards: 1 }, "2027-06-15", ["2026-04-01", "2029-03-31"]],
  ["twelve months from the award", { window: "rolling", months: 12, awards: 1 }, "2026-11-20", ["2026-11-20", "2027-11-19"]],
  ["a month from the 31st", { window: "rolling", months: 1, awards: 1 }, "2027-01-31", ["2027-01-31", "2027-02-27"]],
  ["the first half-year, on its first day", { window: "fixed", months: 6, awards: 1 }, "2026-04-01", ["2026-04-01", "2026-09-30"]],
  ["the first half-year, on its last day", { window: "fixed", months: 6, awards: 1 }, "2026-09-30", ["2026-04-01", "2026-09-30"]],
  ["the next half-year, a day later", { window: "fixed", months: 6, awards: 1 }, "2026-10-01", ["2026-10-01", "2027-03-31"]],
  ["a calendar month, in February", { window: "fixed", months: 1, awards: 1 }, "2028-02-29", ["2028-02-01", "2028-02-29"]],
])("an award holds its need for %s", (_, rule, day, held) => {
  expect(hold(withRule(rule), "cooker", day)).toEqual(held);
});

test.each<[Scheme["code"], Need, Day, [Day, Day]]>([
  ["HSF4", "flooring", "2024-01-21", ["2023-04-01", "2024-03-31"]],
  ["HSF5", "energy", "2024-05-31", ["2024-04-01", "2024-05-31"]],
  ["HSF5", "energy", "2024-06-01", ["2024-06-01", "2024-07-31"]],
  ["CRF", "food", "2026-11-20", ["2026-11-01", "2026-11-30"]],
  ["CRF", "washingMachine", "2026-11-20", ["2026-11-20", "2027-11-19"]],
])("%s holds %s, awarded on %s, as its policy says", (code, need, day, held) => {
  expect(hold(schemeOf(code), need, day)).toEqual(held);
});

const lengthOf = ({ period }: Scheme) => Math.round((Date.parse(period.end) - Date.parse(period.start)) / 86_400_000);

/** A day inside a scheme, and a need. */
const awards = fc.constantFrom(...schemes).chain((scheme) =>
  fc.record({
    scheme: fc.constant(scheme),
    need: fc.constantFrom(...needCodes),
    day: fc.nat({ max: lengthOf(scheme) }).map((days) => addDays(scheme.period.start, days)),
  }),
);

test("after an award the same need is blocked on every day until the next possible one, and no longer", () => {
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

const rules = fc.oneof(
  fc.record({ window: fc.constant("scheme" as const), awards: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    window: fc.constantFrom("fixed" as const, "rolling" as const),
    months: fc.integer({ min: 1, max: 12 }),
    awards: fc.integer({ min: 1, max: 3 }),
  }),
);

test("however requests follow each other, an award is blocked when as many as the rule allows hold the day, and the promised day keeps its word", () => {
  fc.assert(
    fc.property(rules, fc.array(fc.nat({ max: 60 }), { maxLength: 30 }), (rule, gaps) => {
      const scheme = withRule(rule);
      const claims: Claim[] = [];
      let day = scheme.period.start;
      for (const gap of gaps) {
        day = addDays(day, gap);
        const against = claimAgainst(scheme, "food", { claims }, day);
        const holding = claims.filter(({ from, until }) => from <= day && day <= until);
        expect(against !== undefined).toBe(holding.length === rule.awards);
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

test("an earlier scheme's claim does not reach into the next scheme", () => {
  const claim = claimFor(schemeOf("HSF4"), "flooring", "award-1", "2024-03-31");
  expect(claimAgainst(schemeOf("HSF5"), "flooring", { claims: [claim] }, "2024-04-01")).toBeUndefined();
});
