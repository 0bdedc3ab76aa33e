import { expect, test } from "vitest";
import { emptyEnvelope } from "../../../../shared/domain/ledger/envelope.ts";
import { pence } from "../../../../shared/domain/money.ts";
import { placeName } from "../../../../shared/domain/return/check-failure.ts";
import { checkLines } from "../../../../shared/domain/return/check-lines.ts";
import { checkReturn, type ReturnFacts } from "../../../../shared/domain/return/check-return.ts";
import type { ComputedReturn } from "../../../../shared/domain/return/computed-return.ts";
import type { CountedLine } from "../../../../shared/domain/return/counted-line.ts";
import { bookOf, computedOf, layout, lineOf, moveOf, returnScheme, tenLines, typed, window } from "../../../functions/return/desk.ts";

const budget = (category: string, allocated: number) => ({
  ...emptyEnvelope({ scheme: "CRF", category, period: "whole", pot: "ordinary" as const }),
  available: pence(allocated),
  allocated: pence(allocated),
});

const right: ReturnFacts = {
  scheme: returnScheme,
  layout,
  window,
  computed: computedOf(),
  typed,
  found: [],
  granted: 100_000_00,
  envelopes: [budget("CRISIS_PAYMENT", 50_000_00), budget("ADMIN", 1_000_00)],
  differing: 0,
  newestVersion: returnScheme.version,
  others: [],
};

/** The figures with one cell changed, as only a fault of ours could change it. */
const withCell = (table: string, cell: string, change: (value: number) => number): Partial<ReturnFacts> => ({
  computed: {
    ...right.computed,
    tables: right.computed.tables.map((one) =>
      one.code === table ? { ...one, cells: { ...one.cells, [cell]: change(one.cells[cell] ?? 0) } } : one,
    ),
  },
});
const withTotals = (totals: Partial<ComputedReturn["totals"]>): Partial<ReturnFacts> => ({
  computed: { ...right.computed, totals: { ...right.computed.totals, ...totals } },
});
const withLines = (...lines: readonly CountedLine[]): Partial<ReturnFacts> => ({
  found: checkLines(layout, returnScheme, bookOf([...tenLines, ...lines]), window),
});
const withLayout = (changes: Partial<typeof layout>): Partial<ReturnFacts> => ({ layout: { ...layout, ...changes } });
const withTable = (code: string, changes: object): Partial<ReturnFacts> =>
  withLayout({ tables: layout.tables.map((table) => (table.code === code ? { ...table, ...changes } : table)) });
const without = (name: string): Partial<ReturnFacts> => ({ typed: { ...typed, [name]: "" } });

const paid = { paid: 49_00, committed: -49_00 };
const opened = moveOf("award", "2026-06-01T09:00:00.000Z", { committed: 49_00 });
const settled = moveOf("payment", "2026-06-02T09:00:00.000Z", paid);

const toTheEnd = { from: "2026-04-01", to: "2029-04-30", asOf: "2029-05-01T09:00:00.000Z" } as const;
const lateVouchers = () => {
  const voucher = lineOf(20, { item: "clothingVoucher", delivery: "VOUCHER", moves: [opened] });
  return checkLines({ ...layout, counts: "committed" }, returnScheme, bookOf([voucher]), toTheEnd);
};
const paidLate = () => {
  const late = lineOf(20, { moves: [opened, moveOf("payment", "2029-04-02T09:00:00.000Z", paid)] });
  return checkLines(layout, returnScheme, bookOf([late]), toTheEnd);
};

type Fault = readonly [what: string, facts: Partial<ReturnFacts>, check: string, cell: string];

const faults: readonly Fault[] = [
  [
    "a table whose spend differs from the return's",
    withCell("DELIVERY", "CASH.spend.spend", (value) => value + 1),
    "totalsAgree",
    "DELIVERY.TOTAL.spend.spend",
  ],
  [
    "a table whose volumes differ",
    withCell("ROUTE", "APPLICATION.volumes.volumes", (value) => value - 1),
    "totalsAgree",
    "ROUTE.TOTAL.volumes.volumes",
  ],
  [
    "a total that is not its rows' sum",
    withCell("COMPOSITION", "TOTAL.spend.spend", (value) => value + 5),
    "totalRowsAgree",
    "COMPOSITION.TOTAL.spend.spend",
  ],
  [
    "a month's total that is not its columns' sum",
    withCell("MONTHS", "2026-05.TOTAL.spend", (value) => value + 5),
    "totalRowsAgree",
    "MONTHS.2026-05.TOTAL.spend",
  ],
  [
    "more households in a row than in the return",
    withCell("CATEGORY", "CRISIS_PAYMENT.households.households", () => 11),
    "householdsInAll",
    "CATEGORY.CRISIS_PAYMENT.households.households",
  ],
  [
    "another total of households",
    withCell("DELIVERY", "TOTAL.households.households", () => 9),
    "householdsInAll",
    "DELIVERY.TOTAL.households.households",
  ],
  [
    "more households than payments",
    withCell("ROUTE", "PROACTIVE.households.households", () => 1),
    "householdsWithinVolumes",
    "ROUTE.PROACTIVE.households.households",
  ],
  ["a figure below nothing", withCell("DELIVERY", "VOUCHER.spend.spend", () => -1), "nothingNegative", "DELIVERY.VOUCHER.spend.spend"],
  [
    "spend without a payment",
    withCell("CATEGORY", "HOUSING_PAYMENT.spend.spend", () => 1),
    "spendHasVolumes",
    "CATEGORY.HOUSING_PAYMENT.spend.spend",
  ],
  ["payments without spend", withCell("ROUTE", "OTHER.volumes.volumes", () => 1), "spendHasVolumes", "ROUTE.OTHER.spend.spend"],
  ["more than the grant", { granted: 489_99 }, "withinGrant", "TOTALS.TOTAL.TOTAL.spend"],
  [
    "more than a category's budgets",
    { envelopes: [budget("CRISIS_PAYMENT", 489_99)] },
    "withinBudgets",
    "TOTALS.CRISIS_PAYMENT.TOTAL.spend",
  ],
  [
    "vouchers that were not given out by the scheme's last day",
    { found: lateVouchers() },
    "lateVoucher",
    "TOTALS.CRISIS_PAYMENT.TOTAL.spend",
  ],
  ["a line paid after the scheme's last day", { found: paidLate() }, "paidAfterScheme", "TOTALS.CRISIS_PAYMENT.TOTAL.spend"],
  [
    "help in a category that pays for no awards",
    withLines(lineOf(20, { category: "ADMIN" })),
    "categoryNotCounted",
    "TOTALS.ADMIN.TOTAL.spend",
  ],
  [
    "an item that the scheme does not count",
    withLines(lineOf(20, { item: "jetSki" })),
    "itemNotCounted",
    "TOTALS.CRISIS_PAYMENT.TOTAL.spend",
  ],
  [
    "a delivery that the item does not allow",
    withLines(lineOf(20, { delivery: "TANGIBLE" })),
    "deliveryNotCounted",
    "TOTALS.CRISIS_PAYMENT.TOTAL.spend",
  ],
  [
    "an award from before the scheme",
    withLines(lineOf(20, { moves: [moveOf("award", "2026-03-01T09:00:00.000Z", { committed: 49_00 }), settled] })),
    "awardedOutsideScheme",
    "TOTALS.CRISIS_PAYMENT.TOTAL.spend",
  ],
  [
    "a code used after its money came back",
    withLines(
      lineOf(20, {
        moves: [
          opened,
          settled,
          moveOf("repayment", "2026-07-01T09:00:00.000Z", { paid: -49_00 }),
          moveOf("payment", "2026-07-02T09:00:00.000Z", { paid: 49_00 }),
        ],
      }),
    ),
    "recycledCode",
    "TOTALS.CRISIS_PAYMENT.TOTAL.spend",
  ],
  [
    "more paid than awarded",
    withLines(lineOf(20, { moves: [opened, settled, moveOf("payment", "2026-06-03T09:00:00.000Z", { paid: 1 })] })),
    "moreThanAwarded",
    "TOTALS.CRISIS_PAYMENT.TOTAL.spend",
  ],
  ["a line that is counted twice", withLines(lineOf(1)), "countedTwice", "TOTALS.CRISIS_PAYMENT.TOTAL.spend"],
  ["administration outside its lines", withTotals({ administration: 5_00 }), "administrationAddsUp", "ADMINISTRATION.TOTAL.TOTAL.spend"],
  [
    "administration above its share",
    { ...withTotals({ administration: 2_000_00 }) },
    "administrationWithinShare",
    "ADMINISTRATION.TOTAL.TOTAL.spend",
  ],
  ["days that nobody verified", withLayout({ verified: false }), "verified", "returns.YEAR_2026_27"],
  ["a table that nobody verified", withTable("ROUTE", { verified: false }), "verified", "ROUTE"],
  ["a table that nobody knows", withTable("ROUTE", { known: false }), "allKnown", "ROUTE"],
  ["a needed field left empty", without("SECTION_151.s151Name"), "typedInFull", "SECTION_151.s151Name"],
  [
    "an email address that is none",
    { typed: { ...typed, "SECTION_151.s151Email": "erin at example" } },
    "typedInFull",
    "SECTION_151.s151Email",
  ],
  ["a day that is none", { typed: { ...typed, "PERIOD.returnedOn": "soon" } }, "typedInFull", "PERIOD.returnedOn"],
  ["days that straddle two schemes", { window: { ...window, from: "2026-03-01" } }, "withinScheme", "returns.YEAR_2026_27"],
  ["other days than the document's", { window: { ...window, to: "2026-10-30" } }, "asInDocument", "returns.YEAR_2026_27"],
  ["a period that is not over", { window: { ...window, asOf: "2026-10-31T12:00:00.000Z" } }, "periodIsOver", "returns.YEAR_2026_27"],
  ["a scheme that was published anew", { newestVersion: returnScheme.version + 1 }, "schemeUnchanged", "returns.YEAR_2026_27"],
  ["balances that differ from the ledger", { differing: 2 }, "booksAgree", "TOTALS.TOTAL.TOTAL.spend"],
  [
    "a day that another filed return has told",
    {
      ...withLayout({ cumulative: false }),
      others: [{ returnId: "r", code: layout.code, state: "filed", window: { ...window, to: "2026-05-01" } }],
    },
    "noDayTwice",
    "returns.YEAR_2026_27",
  ],
];

test("at least twenty faults are tried", () => {
  expect(new Set(faults.map(([, , check]) => check)).size).toBeGreaterThan(20);
});

test("a return in order has no failing check", () => {
  expect(checkReturn(right)).toEqual([]);
  expect(right.computed.totals).toEqual({ spend: 490_00, volumes: 10, households: 10, administration: 0 });
});

test.for(faults)("%s blocks the certificate and names its cell", ([, facts, check, cell]) => {
  const failures = checkReturn({ ...right, ...facts });
  expect(failures.map((failure) => [failure.check, placeName(failure.at)])).toContainEqual([check, cell]);
  const own = failures.find((failure) => failure.check === check);
  // Each says what is wrong and what mends it: two sentences at least.
  expect(own?.says).toMatch(/^[A-Z“].*[.:] ?.*\.$/);
});
