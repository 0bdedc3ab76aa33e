import { expect, test } from "vitest";
import { addDays } from "../../../shared/domain/dates.ts";
import { needs } from "../../../shared/domain/needs.ts";
import { needsMetBy } from "../../../shared/domain/scheme.ts";
import { findScheme, schemeAt, schemeOf, schemeOn, schemes } from "../../../shared/domain/schemes.ts";

test.each([
  ["2023-03-31", undefined],
  ["2023-04-01", "HSF4"],
  ["2024-01-21", "HSF4"],
  ["2024-03-31", "HSF4"],
  ["2024-04-01", "HSF5"],
  ["2024-05-31", "HSF5"],
  ["2024-09-30", "HSF5"],
  ["2024-10-01", undefined],
  ["2026-03-31", undefined],
  ["2026-04-01", "CRF"],
  ["2029-03-31", "CRF"],
  ["2029-04-01", undefined],
])("money committed on %s belongs to %s", (day, code) => {
  expect(schemeOn(day)?.code).toBe(code);
});

test("a scheme changes at midnight in London, not in UTC", () => {
  expect(schemeAt(new Date("2024-03-31T22:59:59.999Z"))?.code).toBe("HSF4");
  expect(schemeAt(new Date("2024-03-31T23:00:00.000Z"))?.code).toBe("HSF5");
});

test("no two schemes are open on one day", () => {
  for (const { period, code } of schemes) {
    expect(schemeOn(period.start)?.code).toBe(code);
    expect(schemeOn(period.end)?.code).toBe(code);
    expect(schemeOn(addDays(period.start, -1))?.code).not.toBe(code);
    expect(schemeOn(addDays(period.end, 1))?.code).not.toBe(code);
  }
});

test.each(schemes.map((scheme) => [scheme.code, scheme] as const))("the catalogue of %s is in order", (_, scheme) => {
  const categories = scheme.categories.map(({ code }) => code);
  const items = scheme.items.map(({ code }) => code);
  expect(new Set(items).size).toBe(items.length);
  expect(new Set(categories).size).toBe(categories.length);
  expect(new Set(scheme.items.map(({ category }) => category))).toEqual(new Set(categories));
  for (const { deliveries } of scheme.items) expect(deliveries.length).toBeGreaterThan(0);
  expect([...needsMetBy(scheme)].filter((need) => !Object.hasOwn(needs, need))).toEqual([]);
});

test.each(schemes.map((scheme) => [scheme.code, scheme] as const))(
  "every setting of %s says where it comes from",
  (_, { grant, rules, claims }) => {
    const settings = [grant, rules.minimumAge, rules.incomeMaxYearly, rules.savingsMax, claims.usual, ...Object.values(claims.byNeed)];
    for (const { source } of settings) expect(source).toMatch(/^[A-Z].*\.$/);
  },
);

test("a scheme is found by its code, and by nothing else", () => {
  expect(findScheme("CRF")?.name).toBe("Crisis and Resilience Fund");
  expect(findScheme("crf")).toBeUndefined();
  expect(findScheme("toString")).toBeUndefined();
  expect(() => schemeOf("HSF9" as "HSF4")).toThrow(RangeError);
});
