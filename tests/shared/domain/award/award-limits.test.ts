import { expect, test } from "vitest";
import type { AwardLine } from "../../../../shared/domain/award/award.ts";
import { amountProblems, evidenceProblems } from "../../../../shared/domain/award/award-limits.ts";
import { pence } from "../../../../shared/domain/money.ts";
import { itemOf, type Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";

const hsf5 = newestVersion(shippedSchemes, "HSF5") as Scheme;
const cap = (of: "award" | "household", amount: number) => ({ cap: of, amount: pence(amount), verified: false, source: "An example." });
const capped = (...caps: Scheme["caps"]): Scheme => ({ ...hsf5, caps });

const lineOf = (code: string, amount: number, reason?: string): AwardLine => {
  const { label = code, category = "", deliveries: [delivery = "CASH"] = [] } = itemOf(hsf5, code) ?? {};
  return { item: code, label, category, delivery, amount: pence(amount), ...(reason && { reason }) };
};
const family = { people: 3, children: 2, spentSoFar: pence(0) };
const placesOf = (problems: ReturnType<typeof amountProblems>) => problems.map(({ path }) => path.join("/"));

test.each<[string, AwardLine[], string[]]>([
  ["the usual amount", [lineOf("fuelTopUp", 140_00)], []],
  ["a penny less without a reason", [lineOf("fuelTopUp", 139_99)], ["lines/0/reason"]],
  ["a penny less with a reason", [lineOf("fuelTopUp", 139_99, "A smaller meter.")], []],
  ["a penny more than the most, whatever the reason", [lineOf("fuelTopUp", 140_01, "Cold.")], ["lines/0/amount"]],
  ["the usual amount in two halves that say why", [lineOf("fuelTopUp", 70_00, "Half."), lineOf("fuelTopUp", 70_00)], []],
  ["the usual amount twice", [lineOf("fuelTopUp", 140_00), lineOf("fuelTopUp", 140_00, "Two meters.")], ["lines/1/amount"]],
  ["an item without a usual amount", [lineOf("bed", 400_00), lineOf("bed", 400_00)], []],
])("%s is allowed or told at its line", (_, lines, places) => {
  expect(placesOf(amountProblems(lines, hsf5, family))).toEqual(places);
});

test("a household without children has its own usual amount", () => {
  expect(amountProblems([lineOf("fuelTopUp", 120_00)], hsf5, { ...family, people: 1, children: 0 })).toEqual([]);
  expect(amountProblems([lineOf("fuelTopUp", 120_00)], hsf5, family)).toMatchObject([{ message: expect.stringContaining("£140") }]);
});

test.each<[string, Scheme, number, AwardLine[], string[]]>([
  ["the cap on an award", capped(cap("award", 500_00)), 0, [lineOf("bed", 500_00)], []],
  ["a penny over the cap on an award", capped(cap("award", 500_00)), 0, [lineOf("bed", 500_01)], ["lines/0/amount"]],
  ["two lines up to the cap", capped(cap("award", 500_00)), 0, [lineOf("bed", 300_00), lineOf("cot", 200_00)], []],
  ["two lines a penny over it", capped(cap("award", 500_00)), 0, [lineOf("bed", 300_00), lineOf("cot", 200_01)], ["lines/1/amount"]],
  ["the rest of a household's cap", capped(cap("household", 500_00)), 200_00, [lineOf("bed", 300_00)], []],
  ["a penny over the rest", capped(cap("household", 500_00)), 200_00, [lineOf("bed", 300_01)], ["lines/0/amount"]],
  ["two lines over the rest", capped(cap("household", 500_00)), 200_00, [lineOf("bed", 300_00), lineOf("cot", 1)], ["lines/1/amount"]],
  [
    "only the first line that goes over",
    capped(cap("award", 100_00)),
    0,
    [lineOf("bed", 90_00), lineOf("cot", 20_00), lineOf("sofa", 20_00)],
    ["lines/1/amount"],
  ],
])("caps: %s is allowed or told at its line", (_, scheme, spentSoFar, lines, places) => {
  expect(placesOf(amountProblems(lines, scheme, { ...family, spentSoFar: pence(spentSoFar) }))).toEqual(places);
});

test("an award over a cap is told with both figures", () => {
  const lines = [lineOf("bed", 300_00), lineOf("cot", 250_00)];
  expect(amountProblems(lines, capped(cap("award", 500_00)), family)).toEqual([
    { path: ["lines", 1, "amount"], message: "With the items above it this comes to £550. The most for one award is £500" },
  ]);
});

test("a used-up cap of a household is left to the rules, and no line has a problem", () => {
  expect(amountProblems([lineOf("bed", 1)], capped(cap("household", 500_00)), { ...family, spentSoFar: pence(500_00) })).toEqual([]);
});

test("every piece of evidence is one that the scheme asks for, once, shown as it accepts", () => {
  const problems = evidenceProblems(
    [
      { evidence: "address", shown: "Council tax record" },
      { evidence: "income", shown: "A bus ticket" },
      { evidence: "passport", waived: "cannotGet" },
      { evidence: "address", waived: "tooUrgent" },
    ],
    hsf5,
  );
  expect(problems.map(({ path }) => path.join("/"))).toEqual(["evidence/1/shown", "evidence/2/evidence", "evidence/3/evidence"]);
});
