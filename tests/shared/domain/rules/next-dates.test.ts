import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, type Day } from "../../../../shared/domain/dates.ts";
import { type Claim, claimAgainst, claimFor, type HouseholdClaims } from "../../../../shared/domain/household/household.ts";
import { pence } from "../../../../shared/domain/money.ts";
import type { Need } from "../../../../shared/domain/needs.ts";
import { assess } from "../../../../shared/domain/rules/eligibility.ts";
import { factsOf } from "../../../../shared/domain/rules/facts.ts";
import { againFrom, nextDates, nextDateWords } from "../../../../shared/domain/rules/next-dates.ts";
import type { OwnRule, Scheme, WindowRule } from "../../../../shared/domain/scheme/scheme.ts";
import { newestVersion, schemeOn } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { applicationInput, applicationLike } from "../../../examples.ts";

const crf = newestVersion(shippedSchemes, "CRF") as Scheme;
const application = applicationLike();
const none = { claims: [], spent: {} };
const claimed = (scheme: Scheme, need: Need, on: Day): Claim => claimFor(scheme, need, `award-${need}`, on);
const own = (conditions: OwnRule["conditions"], more: Partial<OwnRule> = {}): OwnRule => ({
  ...{ name: "ours", says: "Ours holds.", toResident: "Ours does not hold.", otherwise: "fail", joined: "all", conditions },
  ...more,
});
const onceInTheScheme = own([{ measure: "awardsInScheme", is: "atMost", value: 0 }]);

test("each need gets its next date, in the order of the needs, and none where help is possible now", () => {
  const claims = { claims: [claimed(crf, "food", "2026-11-20"), claimed(crf, "cooker", "2026-11-20")], spent: {} };
  const dates = nextDates(["cooker", "energy", "food"], { application, claims, book: [crf], today: "2026-11-21" });
  expect(dates).toEqual([{ need: "cooker", from: "2027-11-20" }, { need: "energy" }, { need: "food", from: "2026-12-01" }]);
  expect(dates.map(nextDateWords)).toEqual([
    "A cooker or oven: from 20 November 2027",
    "Gas, electricity or other heating: now",
    "Food: from 1 December 2026",
  ]);
});

test("a rule of once in the scheme has no date before the scheme's end, and never the day after it where no scheme follows", () => {
  const book = [{ ...crf, ownRules: [onceInTheScheme] }];
  const claims = { claims: [claimed(crf, "food", "2026-11-20")], spent: { CRF: pence(1) } };
  const [food, cooker] = nextDates(["food", "cooker"], { application, claims, book, today: "2026-12-05" });
  expect([food, cooker]).toEqual([
    { need: "food", lastDay: "2029-03-31" },
    { need: "cooker", lastDay: "2029-03-31" },
  ]);
  expect(food && nextDateWords(food)).toBe("Food: not again before the scheme ends on 31 March 2029");
});

test('"once in a scheme" ends with its scheme if another scheme follows', () => {
  const next: Scheme = { ...crf, code: "CRF2", about: { ...crf.about, start: "2029-04-01", startsOn: "2029-04-01", end: "2031-03-31" } };
  const book = [{ ...crf, ownRules: [onceInTheScheme] }, next];
  const claims = { claims: [claimed(crf, "food", "2026-11-20")], spent: { CRF: pence(1) } };
  expect(nextDates(["food"], { application, claims, book, today: "2026-12-05" })).toEqual([{ need: "food", from: "2029-04-01" }]);
});

test("a cap that is used up, and an age that is not yet reached, have dates too", () => {
  const capped: Scheme = { ...crf, caps: [{ cap: "household", amount: pence(500_00), verified: true, source: "The test." }] };
  const withCap = { ...capped, rules: [...capped.rules.filter(({ rule }) => rule !== "withinCaps"), aRule("withinCaps")] };
  expect(
    nextDates(["food"], { application, claims: { claims: [], spent: { CRF: pence(500_00) } }, book: [withCap], today: "2026-12-05" }),
  ).toEqual([{ need: "food", lastDay: "2029-03-31" }]);

  const young = applicationLike({ people: [{ name: "Young Example", dateOfBirth: "2011-02-03", relationship: "self" }] });
  expect(nextDates(["food"], { application: young, claims: none, book: [crf], today: "2026-12-05" })).toEqual([
    { need: "food", from: "2027-02-03" },
  ]);
});

const aRule = (rule: string): Scheme["rules"][number] => ({ rule, version: 1, parameters: {}, verified: true, source: "The test." });

test("a rule that hangs on anything but time has no date: they can ask again at any time", () => {
  const rich = applicationLike({ money: { ...applicationInput.money, monthlyIncome: 9_000_00 } });
  const book = [{ ...crf, ownRules: [own([{ measure: "savings", is: "atMost", value: 1 }])] }];
  expect(nextDates(["food"], { application: rich, claims: none, book, today: "2026-12-05" })).toEqual([{ need: "food" }]);
});

test("a claim's day after the scheme's end is told as the scheme's end", () => {
  expect(againFrom("2029-04-01", crf)).toBe("not again in Crisis and Resilience Fund, which ends on 31 March 2029");
  expect(againFrom("2029-03-31", crf)).toBe("again from 31 March 2029");
});

const anyWindow: fc.Arbitrary<Omit<WindowRule, "need" | "verified" | "source">> = fc.record(
  {
    window: fc.constantFrom("scheme", "rolling", "fixed"),
    months: fc.integer({ min: 1, max: 60 }),
    awards: fc.integer({ min: 1, max: 2 }),
    inScheme: fc.integer({ min: 2, max: 3 }),
  },
  { requiredKeys: ["window", "months", "awards"] },
);
const anyOwn = fc.constantFrom(
  onceInTheScheme,
  own([{ measure: "spentInScheme", is: "atMost", value: 10_00 }]),
  own([{ measure: "people", agedTo: 11, is: "atMost", value: 0 }]),
  own([{ measure: "ageOfPersonHelped", is: "atLeast", value: 45 }]),
  own(
    [
      { measure: "awardsInScheme", is: "atMost", value: 0 },
      { measure: "ageOfPersonHelped", is: "atLeast", value: 44 },
    ],
    { joined: "any" },
  ),
);

test("on the next date no rule with a date stands in the way, on every day before it one does, and it lies in an open scheme", () => {
  fc.assert(
    fc.property(
      fc.tuple(anyWindow, fc.option(anyOwn), anyWindow, fc.boolean()),
      fc.array(fc.nat({ max: 1_000 }), { maxLength: 3 }),
      fc.nat({ max: 1_090 }),
      ([window, ownRule, nextWindow, hasNext], awardedAfter, after) => {
        const windowsOf = (one: typeof window) => [{ need: "usual" as const, ...one, verified: true, source: "The test." }];
        const first: Scheme = { ...crf, windows: windowsOf(window), ownRules: ownRule ? [ownRule] : [] };
        const about = { ...crf.about, start: "2029-04-01", startsOn: "2029-04-01", end: "2031-03-31" } as const;
        const second: Scheme = { ...crf, code: "CRF2", about, windows: windowsOf(nextWindow), ownRules: [] };
        const book = hasNext ? [first, second] : [first];
        const today = addDays(crf.about.start, after);
        const claims: Pick<HouseholdClaims, "claims" | "spent"> = {
          claims: awardedAfter
            .filter((days) => days <= after)
            .toSorted((a, b) => a - b)
            .map((days, index) => claimFor(first, "food", `award-${index}`, addDays(crf.about.start, days))),
          spent: awardedAfter.some((days) => days <= after) ? { [first.code]: pence(100_00) } : {},
        };
        const isHeld = (day: Day) => {
          const scheme = schemeOn(book, day);
          if (!scheme) return true;
          const facts = factsOf(application, { today: day, needs: ["food"], claims, evidence: [], checks: [] });
          return (
            claimAgainst(scheme, "food", claims, day) !== undefined ||
            assess(facts, { ...scheme, rules: [] }).some(({ verdict }) => verdict === "fail")
          );
        };
        const [date] = nextDates(["food"], { application, claims, book, today });
        const last = hasNext ? "2031-03-31" : "2029-03-31";
        const days: Day[] = [];
        for (let day = today; day <= last; day = addDays(day, 1)) days.push(day);
        const free = days.find((day) => !isHeld(day));
        const expected =
          free === undefined ? { need: "food", lastDay: last } : free === today ? { need: "food" } : { need: "food", from: free };
        expect(date).toEqual(expected);
      },
    ),
    { numRuns: 150 },
  );
});
