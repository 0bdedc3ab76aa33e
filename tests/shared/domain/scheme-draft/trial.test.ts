import fc from "fast-check";
import { expect, test } from "vitest";
import { pence } from "../../../../shared/domain/money.ts";
import type { Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { type CaseToTry, tryCase } from "../../../../shared/domain/scheme-draft/trial.ts";
import { addTotals, noTotals, totalsOf } from "../../../../shared/domain/scheme-draft/trial-totals.ts";
import { generateCases } from "../../../generator/cases.ts";
import { decideAll } from "../../../generator/decide.ts";

const crf = newestVersion(shippedSchemes, "CRF") as Scheme;

const cases: CaseToTry[] = decideAll(generateCases({ cases: 2_500, from: "2025-11-20" }), shippedSchemes).flatMap(
  ({ application, events: [event], awards: [award] }) =>
    event?.detail.kind === "awarded" || event?.detail.kind === "refused"
      ? [{ application, detail: event.detail, lines: award?.lines ?? [] }]
      : [],
);
const withItem = (item: string) => cases.filter(({ lines }) => lines.length === 1 && lines[0]?.item === item);
const decidedUnderCrf = ({ detail }: CaseToTry) => detail.assessment.scheme === "CRF";
const refusedFor = (rule: string) =>
  cases.filter((one) => decidedUnderCrf(one) && one.detail.kind === "refused" && one.detail.because === rule);

const withParameter = (rule: string, parameter: string, value: number): Scheme => ({
  ...crf,
  rules: crf.rules.map((setting) =>
    setting.rule === rule ? { ...setting, parameters: { ...setting.parameters, [parameter]: value } } : setting,
  ),
});
const withItemLike = (code: string, change: Partial<Scheme["items"][number]>, scheme = crf): Scheme => ({
  ...scheme,
  items: scheme.items.map((item) => (item.code === code ? { ...item, ...change } : item)),
});
const sourced = { verified: false, source: "Made up for the test." };
/** Top-ups of so much without children, and twice as much with any. */
const withFuelTariff = (amount: number, scheme = crf): Scheme => ({
  ...withItemLike("fuelTopUp", { tariff: "fuel", noTariff: undefined }, scheme),
  tariffs: [
    { tariff: "fuel", peopleFrom: 1, childrenFrom: 0, childrenTo: 0, amount: pence(amount), ...sourced },
    { tariff: "fuel", peopleFrom: 1, childrenFrom: 1, amount: pence(2 * amount), ...sourced },
  ],
});
const hasChildren = ({ application }: CaseToTry) => application.people.some(({ relationship }) => relationship === "child");

test("a draft that changes nothing changes nothing for anybody, whatever scheme decided", () => {
  const { cases: count, changes, costs } = totalsOf(cases.map((one) => tryCase(one, crf, { ...crf, version: 2 })));
  expect(count).toBe(cases.length);
  expect(changes.same).toBeGreaterThan(1_000);
  expect((changes.same ?? 0) + (changes.leftOut ?? 0)).toBe(cases.length);
  for (const { inForce, draft } of Object.values(costs)) expect(draft).toBe(inForce);
});

test("a lower limit refuses those above it, by the rule, and saves what they were paid", () => {
  const draft = withParameter("savingsWithinLimit", "savingsMax", 500_00);
  for (const one of cases.filter((each) => each.detail.kind === "awarded" && decidedUnderCrf(each))) {
    const tried = tryCase(one, crf, draft);
    if (one.application.money.savings > 500_00) {
      expect(tried).toMatchObject({ change: "refused", rules: ["savingsWithinLimit"] });
      expect(tried).toHaveProperty("costs.0.draft", 0);
    } else expect(tried.change).toBe("same");
  }
});

test("a higher limit helps households that no other rule refuses", () => {
  const draft = withParameter("savingsWithinLimit", "savingsMax", 100_000_00);
  const refused = refusedFor("savingsWithinLimit");
  expect(refused.length).toBeGreaterThan(0);
  for (const one of refused) {
    const stillAgainst = one.detail.assessment.results.filter(({ verdict, rule }) => verdict === "fail" && rule !== "savingsWithinLimit");
    expect(tryCase(one, crf, draft)).toMatchObject(
      stillAgainst.length > 0 ? { change: "same" } : { change: "helped", rules: ["savingsWithinLimit"] },
    );
  }
});

test("however far a limit is raised, nobody is refused by it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...cases), fc.integer({ min: 6_000_00, max: 1_000_000_00 }), (one, savingsMax) => {
      expect(["same", "helped", "leftOut"]).toContain(
        tryCase(one, crf, withParameter("savingsWithinLimit", "savingsMax", savingsMax)).change,
      );
    }),
  );
});

test("a new tariff gives more or less than the old one by household, and its cost is exact", () => {
  const [inForce, draft] = [withFuelTariff(100_00), withFuelTariff(80_00)];
  const awarded = withItem("fuelTopUp");
  expect(awarded.length).toBeGreaterThan(100);
  for (const one of awarded) {
    const children = hasChildren(one) ? 2 : 1;
    expect(tryCase(one, inForce, draft)).toEqual({
      change: "less",
      rules: [],
      costs: [{ category: "CRISIS_PAYMENT", inForce: 100_00 * children, draft: 80_00 * children }],
      unknown: [],
    });
    expect(tryCase(one, draft, inForce).change).toBe("more");
  }
});

test("without a usual amount in force, the draft’s is compared with the amount awarded", () => {
  const [one] = withItem("fuelTopUp").filter((awarded) => !hasChildren(awarded));
  if (!one) throw new Error("A household without children was awarded a top-up.");
  const awarded = one.lines[0]?.amount;
  expect(tryCase(one, crf, withFuelTariff(150_00))).toMatchObject({
    change: "more",
    costs: [{ inForce: awarded, draft: 150_00 }],
  });
});

test("a lower limit for an item gives less, and refuses nobody", () => {
  for (const one of withItem("foodParcel")) {
    expect(tryCase(one, crf, withItemLike("foodParcel", { most: pence(20_00) }))).toMatchObject({
      change: "less",
      costs: [{ draft: 20_00 }],
    });
    const capped: Scheme = { ...crf, caps: [{ cap: "award", amount: pence(30_00), ...sourced }] };
    expect(tryCase(one, crf, capped)).toMatchObject({ change: "less", costs: [{ draft: 30_00 }] });
  }
});

test("an item that moves to another category changes which budget pays, and nothing for the household", () => {
  const [one] = withItem("foodParcel");
  if (!one) throw new Error("One of the cases was awarded food.");
  const amount = one.lines[0]?.amount;
  expect(tryCase(one, crf, withItemLike("foodParcel", { category: "HOUSING_PAYMENT" }))).toEqual({
    change: "same",
    rules: [],
    costs: [
      { category: "CRISIS_PAYMENT", inForce: amount, draft: 0 },
      { category: "HOUSING_PAYMENT", inForce: 0, draft: amount },
    ],
    unknown: [],
  });
});

test("an amount that nobody can know is counted with its reason, and costs nothing", () => {
  const [one] = withItem("cot").concat(withItem("bed"));
  const item = one?.lines[0]?.item;
  if (!one || !item) throw new Error("One of the cases was awarded a bed.");
  const without: Scheme = { ...crf, items: crf.items.filter(({ code }) => code !== item) };
  expect(tryCase(one, crf, without)).toEqual({ change: "same", rules: [], costs: [], unknown: ["itemInOneVersion"] });

  const draft = withParameter("savingsWithinLimit", "savingsMax", 100_000_00);
  const helped = refusedFor("savingsWithinLimit").map((refused) => tryCase(refused, crf, draft));
  expect(totalsOf(helped).unknown).toMatchObject({ noUsualAmount: expect.any(Number) });
  expect(Object.values(totalsOf(helped).costs)).toEqual([]);
});

test("households that the draft helps cost its usual amount", () => {
  const draft = withFuelTariff(120_00, withParameter("incomeWithinLimit", "yearlyMax", 10_000_000_00));
  const helped = refusedFor("incomeWithinLimit").filter(
    (one) => one.detail.assessment.facts.needs.join() === "energy" && tryCase(one, crf, draft).change === "helped",
  );
  expect(helped.length).toBeGreaterThan(0);
  for (const one of helped)
    expect(tryCase(one, crf, draft)).toMatchObject({
      costs: [{ category: "CRISIS_PAYMENT", inForce: 0, draft: hasChildren(one) ? 240_00 : 120_00 }],
      unknown: [],
    });
});

test("an assessor's judgement stands until the draft no longer asks for it", () => {
  const [awarded] = cases.filter(
    (one) =>
      decidedUnderCrf(one) && one.detail.assessment.results.some(({ rule, verdict }) => rule === "livesInArea" && verdict === "refer"),
  );
  if (!awarded) throw new Error("Somebody lives where the boundary runs.");
  const { assessment } = awarded.detail;
  const refused: CaseToTry = {
    ...awarded,
    detail: { kind: "refused", because: "livesInArea", says: "", reason: "", signposts: [], assessment },
    lines: [],
  };
  expect(tryCase(refused, crf, withFuelTariff(100_00)).change).toBe("same");
  const unasked: Scheme = { ...crf, rules: crf.rules.filter(({ rule }) => rule !== "livesInArea") };
  expect(tryCase(refused, crf, unasked)).toMatchObject({ change: "helped", rules: ["livesInArea"] });
});

test("no version changes anything for a case that no rule decided", () => {
  const closed = cases.filter(
    ({ detail }) => detail.kind === "refused" && ["noMoneyLeft", "withdrawn", "noAnswer"].includes(detail.because),
  );
  expect(closed.length).toBeGreaterThan(10);
  for (const one of closed) expect(tryCase(one, crf, withParameter("savingsWithinLimit", "savingsMax", 0))).toEqual({ change: "leftOut" });
});

test("parts add up to the same in whatever order they come and however they are cut", () => {
  const draft = withFuelTariff(130_00, withParameter("savingsWithinLimit", "savingsMax", 500_00));
  const tried = cases.map((one) => tryCase(one, crf, draft));
  const whole = totalsOf(tried);
  fc.assert(
    fc.property(fc.shuffledSubarray(tried, { minLength: tried.length }), fc.integer({ min: 1, max: tried.length }), (shuffled, cut) => {
      expect(addTotals(totalsOf(shuffled.slice(cut)), addTotals(noTotals, totalsOf(shuffled.slice(0, cut))))).toEqual(whole);
    }),
    { numRuns: 10 },
  );
});
