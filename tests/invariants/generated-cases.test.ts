import { expect, test } from "vitest";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { generateCases } from "../generator/cases.ts";
import { decideAll } from "../generator/decide.ts";

const cases = generateCases({ cases: 10_000 });
const decided = decideAll(cases, shippedSchemes);

const share = <T>(all: readonly T[], choose: (one: T) => boolean) => all.filter(choose).length / all.length;
const tally = <K>(keys: readonly K[]): ReadonlyMap<K, number> => {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

test("the same seed generates the same cases, and another seed others", () => {
  expect(generateCases({ cases: 200, seed: 7 })).toEqual(generateCases({ cases: 200, seed: 7 }));
  expect(generateCases({ cases: 200, seed: 8 })).not.toEqual(generateCases({ cases: 200, seed: 7 }));
});

test("the generated cases are spread over every scheme so far, and each is one case", () => {
  const schemes = new Set(
    decided.flatMap(({ events: [event] }) => (event && "assessment" in event.detail ? event.detail.assessment?.scheme : [])),
  );
  expect(schemes).toEqual(new Set(shippedSchemes.map(({ code }) => code)));
  expect(new Set(cases.map(({ caseId }) => caseId)).size).toBe(10_000);
});

test("a third of the households get one award, a third two or three, a third more; four applications in five succeed", () => {
  const awarded = decided.filter(({ awards }) => awards.length > 0);
  const perHousehold = [...tally(awarded.map(({ generated }) => generated.householdId)).values()];
  expect(share(perHousehold, (awards) => awards === 1)).toBeCloseTo(0.36, 1);
  expect(share(perHousehold, (awards) => awards === 2 || awards === 3)).toBeCloseTo(0.31, 1);
  expect(share(perHousehold, (awards) => awards > 3)).toBeCloseTo(0.33, 1);
  expect(awarded.length / decided.length).toBeCloseTo(0.8, 1);
});

test("openings, the start of a month and the winter bring more applications than other days", () => {
  const perDay = tally(cases.map(({ submittedAt }) => submittedAt.toISOString().slice(0, 10)));
  const mean = (choose: (day: string) => boolean) => {
    const days = [...perDay].filter(([day]) => choose(day));
    return days.reduce((total, [, count]) => total + count, 0) / days.length;
  };
  const isWinter = (day: string) => ["11", "12", "01", "02", "03"].includes(day.slice(5, 7));
  const isMonthStart = (day: string) => Number(day.slice(8)) <= 3;
  const isOpening = (day: string) => shippedSchemes.some(({ about }) => about.start === day);
  const isOrdinary = (day: string) => !isWinter(day) && !isMonthStart(day);
  expect(mean(isOpening)).toBeGreaterThan(10 * mean(isOrdinary));
  expect(mean((day) => isMonthStart(day) && !isOpening(day))).toBeGreaterThan(2 * mean(isOrdinary));
  expect(mean((day) => isWinter(day) && !isMonthStart(day))).toBeGreaterThan(1.5 * mean(isOrdinary));
});

test("one case in eight lacks evidence at first, and some households share an address: half of them the same one again", () => {
  expect(share(cases, ({ evidence }) => evidence !== "shown")).toBeCloseTo(0.12, 1);
  const households = (kind: string) =>
    new Set(cases.filter(({ sharesAddress }) => sharesAddress === kind).map(({ householdId }) => householdId));
  const all = new Set(cases.map(({ householdId }) => householdId)).size;
  expect((households("neighbour").size + households("again").size) / all).toBeCloseTo(0.03, 2);
  const again = decided.filter(({ generated }) => generated.sharesAddress === "again");
  expect(share(again, ({ decision }) => decision?.kind === "notEligible")).toBeGreaterThan(0.5);
});
