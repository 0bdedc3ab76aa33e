import fc from "fast-check";
import { expect, test } from "vitest";
import { pence } from "../../../../shared/domain/money.ts";
import { householdSizes } from "../../../../shared/domain/scheme/household-sizes.ts";
import { itemOf, type Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { amountProblem, usualAmount } from "../../../../shared/domain/scheme/usual-amount.ts";
import { type Change, schemeLike, sourced } from "./documents.ts";

const itemIn = (scheme: Scheme, code: string) => {
  const item = itemOf(scheme, code);
  if (!item) throw new Error(`No item is called ${code}.`);
  return item;
};
const fuel = (scheme: Scheme, household = { people: 3, children: 1 }, spentSoFar = 0) =>
  usualAmount(scheme, itemIn(scheme, "fuelTopUp"), household, { spentSoFar: pence(spentSoFar) });

const hsf5 = schemeLike("HSF5");
const reported = "Not verified: Reported of the council: £140 with children, £120 without.";
const capped = (award: number, household: number): Change => {
  return (document) => {
    document.caps = [
      { cap: "award", amount: award, ...sourced },
      { cap: "household", amount: household, ...sourced },
    ];
  };
};

test.each([
  [{ people: 1, children: 0 }, 120_00, `£120 for a household of 1 or more people with no children. ${reported}`],
  [{ people: 2, children: 1 }, 140_00, `£140 for a household of 1 or more people with 1 or more children. ${reported}`],
  [{ people: 1, children: 1 }, 140_00, `£140 for a household of 1 or more people with 1 or more children. ${reported}`],
])("the tariff sets the amount for %j, and says that nobody has verified it", (household, amount, working) => {
  expect(fuel(hsf5, household)).toEqual({ kind: "usual", amount, working: [working] });
});

test("an item without a tariff has no usual amount, and says why", () => {
  expect(usualAmount(hsf5, itemIn(hsf5, "cot"), { people: 2, children: 1 })).toEqual({
    kind: "none",
    because: "The supplier’s price on the day.",
  });
});

test.each<[string, number, number, number, number, string | undefined]>([
  ["a cap that it reaches exactly changes nothing", 140_00, 500_00, 0, 140_00, undefined],
  ["what is left of the household's cap, to the penny", 140_00, 500_00, 360_00, 140_00, undefined],
  [
    "a penny less is left of it",
    140_00,
    500_00,
    360_01,
    139_99,
    "One household is paid at most £500, and it has had £360.01, so £139.99 is left.",
  ],
])("%s", (_, award, household, spentSoFar, amount, says) => {
  const usual = fuel(schemeLike("HSF5", capped(award, household)), { people: 3, children: 1 }, spentSoFar);
  expect(usual).toMatchObject({ kind: "usual", amount });
  expect(usual.kind === "usual" ? usual.working.slice(1) : []).toEqual(says ? [says] : []);
});

test("if nothing is left of the household's cap there is no usual amount, and the working says so", () => {
  expect(fuel(schemeLike("HSF5", capped(140_00, 500_00)), { people: 1, children: 0 }, 600_00)).toEqual({
    kind: "none",
    because: "One household is paid at most £500, and it has had £600, so £0 is left.",
  });
});

test("every household has a usual amount wherever an item has a tariff, and none goes above a limit", () => {
  for (const scheme of shippedSchemes)
    for (const item of scheme.items)
      for (const household of householdSizes) {
        const usual = usualAmount(scheme, item, household);
        expect(usual.kind).toBe(item.tariff === undefined ? "none" : "usual");
        if (usual.kind === "usual" && item.most !== undefined) expect(usual.amount).toBeLessThanOrEqual(item.most);
      }
});

test("a household of more people than an application can list has no amount made up for it", () => {
  const banded = schemeLike("HSF5", ({ tariffs }) => {
    for (const band of tariffs) band.peopleTo = 20;
  });
  expect(fuel(banded, { people: 21, children: 0 })).toEqual({ kind: "none", because: "No row of its tariff fits this household." });
});

test("the more a household has had, the less is usual, and a cap is never passed", () => {
  const scheme = schemeLike("HSF5", capped(140_00, 300_00));
  fc.assert(
    fc.property(fc.nat({ max: 400_00 }), fc.nat({ max: 400_00 }), (one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      const amountAfter = (spent: number) => {
        const usual = fuel(scheme, { people: 2, children: 1 }, spent);
        return usual.kind === "usual" ? usual.amount : 0;
      };
      expect(amountAfter(more)).toBeLessThanOrEqual(amountAfter(less));
      expect(more + amountAfter(more)).toBeLessThanOrEqual(Math.max(300_00, more));
    }),
  );
});

const family = { people: 3, children: 1 };
const without = (reason?: string, amount = 140_00, household = family) =>
  amountProblem(hsf5, itemIn(hsf5, "fuelTopUp"), pence(amount), reason, household);

test.each([
  ["the usual amount needs no reason", 140_00, undefined, undefined],
  [
    "a penny less needs one",
    139_99,
    undefined,
    { field: "reason", message: "Say why this is not the usual amount of £140 for “Energy top-up or cash for fuel”" },
  ],
  [
    "spaces are no reason",
    139_99,
    "  ",
    { field: "reason", message: "Say why this is not the usual amount of £140 for “Energy top-up or cash for fuel”" },
  ],
  ["a reason is enough for less", 139_99, "A smaller tank.", undefined],
  [
    "no reason is enough for more than the item's most",
    140_01,
    "A large tank.",
    { field: "amount", message: "Enter £140 or less for “Energy top-up or cash for fuel”" },
  ],
])("%s", (_, amount, reason, problem) => {
  expect(without(reason, amount)).toEqual(problem);
});

test("an assessor may go above the usual amount with a reason, as far as the most for the item", () => {
  expect(without("It is freezing.", 140_00, { people: 1, children: 0 })).toBeUndefined();
  expect(without(undefined, 140_00, { people: 1, children: 0 })).toMatchObject({ field: "reason" });
});

test("an amount without a usual one needs no reason, and is held to what is left of the household's cap", () => {
  const scheme = schemeLike("CRF", capped(400_00, 500_00));
  const cot = itemIn(scheme, "cot");
  const asked = (amount: number) => amountProblem(scheme, cot, pence(amount), undefined, { ...family, spentSoFar: pence(200_00) });
  expect(asked(300_00)).toBeUndefined();
  expect(asked(300_01)).toEqual({ field: "amount", message: "Enter £300 or less for “Cot”" });
});

test("the problem names the lower of two limits, and says where nothing is left", () => {
  const scheme = schemeLike("CRF", capped(400_00, 500_00));
  const asked = (spentSoFar: number) =>
    amountProblem(scheme, itemIn(scheme, "cot"), pence(450_00), "A twin cot.", { ...family, spentSoFar: pence(spentSoFar) });
  expect(asked(0)?.message).toBe("Enter £400 or less for “Cot”");
  expect(asked(490_00)?.message).toBe("Enter £10 or less for “Cot”");
  expect(asked(500_00)?.message).toBe(
    "Nothing can be paid for “Cot”. One household is paid at most £500, and it has had £500, so £0 is left.",
  );
});
