import { expect, test } from "vitest";
import { type BudgetChangeRequest, needsSecondSignature } from "../../../../shared/domain/ledger/budget-change.ts";
import { changeProblems, mustStay } from "../../../../shared/domain/ledger/budget-change-problems.ts";
import { type Envelope, type EnvelopeId, emptyEnvelope } from "../../../../shared/domain/ledger/envelope.ts";
import { pence } from "../../../../shared/domain/money.ts";
import type { Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";

const crf = newestVersion(shippedSchemes, "CRF") as Scheme;
const now = new Date("2026-11-20T10:00:00Z");
const afterTheEnd = new Date("2029-04-01T10:00:00Z");

const crisis = { category: "CRISIS_PAYMENT", period: "whole", pot: "ordinary" } as const;
const october = { category: "HOUSING_PAYMENT", period: "2026-10", pot: "ordinary" } as const;
const november = { ...october, period: "2026-11" } as const;
const december = { ...october, period: "2026-12" } as const;

const holding = (id: Omit<EnvelopeId, "scheme">, held: Partial<Record<"available" | "reserved" | "frozen", number>>): Envelope => ({
  ...emptyEnvelope({ scheme: "CRF", ...id }),
  ...Object.fromEntries(Object.entries(held).map(([name, amount]) => [name, pence(amount)])),
});
const balances = (envelopes: readonly Envelope[], unallocated = 0) => ({
  envelopes,
  grant: { granted: pence(1_000_00), unallocated: pence(unallocated) },
});
const transfer = (changes: Partial<BudgetChangeRequest> = {}): BudgetChangeRequest => ({
  kind: "transfer",
  amount: pence(100_00),
  budget: crisis,
  to: november,
  why: "A reason",
  ...changes,
});
const problemsOf = (change: BudgetChangeRequest, held = balances([holding(crisis, { available: 100_01 })]), at = now) =>
  changeProblems(change, crf, at, held).map(({ field, message }) => `${field}: ${message}`);

test("without reservations all that is left can be moved", () => {
  expect(problemsOf(transfer({ amount: pence(100_01) }))).toEqual([]);
  expect(mustStay(transfer(), crf, balances([holding(crisis, { available: 100_01 })]))).toBe(0);
});

test("a penny more than is left is refused, and the problem names the sum reserved", () => {
  const held = balances([holding(crisis, { available: 100_00, reserved: 40_00 })]);
  expect(problemsOf(transfer({ amount: pence(100_01) }), held)).toEqual([
    "amount: Enter £100 or less: no more is left in Crisis payments. £40 more is reserved for awards that wait for a second approval, and cannot be moved",
  ]);
});

test.each(["transfer", "deallocation"] as const)(
  "a %s that would empty a budget with open reservations is refused, to the penny",
  (kind) => {
    const held = balances([holding(crisis, { available: 100_00, reserved: 40_00 })]);
    const change = (amount: number) => transfer({ kind, amount: pence(amount), ...(kind === "deallocation" && { to: undefined }) });
    expect(problemsOf(change(100_00), held)).toEqual([
      "amount: Leave something in Crisis payments: £40 is reserved there for awards that wait for a second approval",
    ]);
    expect(problemsOf(change(99_99), held)).toEqual([]);
    expect(mustStay(change(99_99), crf, held)).toBe(1);
  },
);

test("a freeze of all that is left is allowed beside a reservation, since the money stays in its budget", () => {
  const held = balances([holding(crisis, { available: 100_00, reserved: 40_00 })]);
  expect(problemsOf(transfer({ kind: "freeze", to: undefined }), held)).toEqual([]);
});

test("more than the unallocated grant can be neither allocated nor taken off the grant", () => {
  const held = balances([], 99_99);
  const message = "amount: Enter £99.99 or less: only so much of the grant is in no budget. Take money out of a budget first";
  expect(problemsOf(transfer({ kind: "allocation", budget: november, to: undefined }), held)).toEqual([message]);
  expect(problemsOf(transfer({ kind: "grantDecrease", budget: undefined, to: undefined }), held)).toEqual([message]);
  expect(problemsOf(transfer({ kind: "grantDecrease", budget: undefined, to: undefined }), balances([], 100_00))).toEqual([]);
});

test("money cannot go into a budget whose period is over, and can be taken out of it", () => {
  const held = balances([holding(october, { available: 100_00 }), holding(crisis, { available: 100_00 })]);
  expect(problemsOf(transfer({ to: october }), held)).toEqual(["to: October 2026 is over: select a period that is not"]);
  expect(problemsOf(transfer({ budget: october, to: december }), held)).toEqual([]);
});

test("money can be taken out of a period that the scheme no longer has", () => {
  const whole = { ...november, period: "whole" };
  expect(problemsOf(transfer({ budget: whole, to: november }), balances([holding(whole, { available: 100_00 })]))).toEqual([]);
});

test("a scheme that has ended takes no more money, and gives back what is left", () => {
  const held = balances([holding(crisis, { available: 100_00 })], 100_00);
  const ended = "Crisis and Resilience Fund ended on 31 March 2029, so no money can be put into its budgets";
  expect(problemsOf(transfer({ kind: "allocation", to: undefined }), held, afterTheEnd)).toEqual([`budget: ${ended}`]);
  expect(problemsOf(transfer({ to: { ...crisis, pot: "urgent" } }), held, afterTheEnd)).toEqual([`to: ${ended}`]);
  expect(problemsOf(transfer({ kind: "deallocation", to: undefined }), held, afterTheEnd)).toEqual([]);
});

test("the last day of a scheme still takes money", () => {
  const lastMoment = new Date("2029-03-31T22:59:00Z");
  expect(problemsOf(transfer({ to: { ...crisis, pot: "urgent" } }), undefined, lastMoment)).toEqual([]);
});

test("finance may move up to the scheme's limit alone, to the penny, and nothing without a limit", () => {
  const limit = crf.delegation.find(({ role }) => role === "finance")?.upTo ?? 0;
  expect(needsSecondSignature(crf, { kind: "transfer", amount: pence(limit) })).toBe(false);
  expect(needsSecondSignature(crf, { kind: "transfer", amount: pence(limit + 1) })).toBe(true);
  expect(needsSecondSignature({ delegation: [] }, { kind: "transfer", amount: pence(1) })).toBe(true);
});

test("nobody enters or takes back a spend alone, however small", () => {
  expect(needsSecondSignature(crf, { kind: "spend", amount: pence(1) })).toBe(true);
  expect(needsSecondSignature(crf, { kind: "spendBack", amount: pence(1) })).toBe(true);
});

const withOil: Scheme = {
  ...crf,
  purposes: [
    {
      code: "OIL",
      label: "Heating oil",
      category: "CRISIS_PAYMENT",
      items: ["fuelTopUp"],
      after: "core",
      verified: false,
      source: "A test.",
    },
  ],
};
const oil = { ...crisis, pot: "purpose-OIL" } as const;
const problemsWithOil = (change: BudgetChangeRequest) =>
  changeProblems(change, withOil, now, balances([holding(oil, { available: 100_00 }), holding(crisis, { available: 100_00 })])).map(
    ({ field, message }) => `${field}: ${message}`,
  );

test("money for a purpose goes into its own category's budget for it, and no other", () => {
  expect(problemsWithOil(transfer({ to: oil }))).toEqual([]);
  expect(problemsWithOil(transfer({ to: { ...november, pot: "purpose-OIL" } }))).toEqual([
    "to: Select a budget that Crisis and Resilience Fund has: Housing payments has no such purpose",
  ]);
  expect(problemsWithOil(transfer({ to: { ...crisis, pot: "purpose-GAS" } }))).toEqual([
    "to: Select a budget that Crisis and Resilience Fund has: Crisis payments has no such purpose",
  ]);
});

test("money for a purpose leaves its budget only for the grant, and only awards spend it", () => {
  const message = "Select a budget of the same purpose: only awards for Heating oil may spend this money. It can go back to the grant";
  expect(problemsWithOil(transfer({ budget: oil, to: crisis }))).toEqual([`to: ${message}`]);
  expect(problemsWithOil(transfer({ kind: "deallocation", budget: oil, to: undefined }))).toEqual([]);
  expect(problemsWithOil(transfer({ kind: "spend", budget: oil, to: undefined }))).toEqual([
    "budget: Select another budget: only awards for Heating oil may spend this money",
  ]);
});

test("a spend on administration names one of the scheme's lines", () => {
  const admin = { ...crisis, category: "ADMIN" } as const;
  const spendOn = (administration: string | undefined) =>
    problemsOf(
      transfer({ kind: "spend", budget: admin, to: undefined, ...(administration !== undefined && { administration }) }),
      balances([holding(admin, { available: 100_00 })]),
    );
  const missing = ["administration: Select the line of administration that it was spent on"];
  expect([spendOn("CORE"), spendOn(undefined), spendOn("PARTIES")]).toEqual([[], missing, missing]);
});
