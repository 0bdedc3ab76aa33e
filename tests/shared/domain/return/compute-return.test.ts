import fc from "fast-check";
import { expect, test } from "vitest";
import { cutAxes, type Measure, total } from "../../../../shared/domain/axes.ts";
import { addDays } from "../../../../shared/domain/dates.ts";
import { computeReturn } from "../../../../shared/domain/return/compute-return.ts";
import { cellInTable } from "../../../../shared/domain/return/computed-return.ts";
import { layoutOf, type ReturnLayout, type ReturnTable } from "../../../../shared/domain/return/layout.ts";
import type { HouseholdsTold, Window } from "../../../../shared/domain/return/line-book.ts";
import { linesOfCell, moneyOfCell } from "../../../../shared/domain/return/lines-of-cell.ts";
import { bytesOf } from "../../../../shared/domain/return/return-bytes.ts";
import { newestVersion } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { anyBook, bookOf, cutsLike, lineOf } from "./line-books.ts";

const hsf7 = newestVersion(shippedSchemes, "HSF7");
if (!hsf7) throw new Error("The service ships HSF7.");
const scheme = hsf7;
const { start } = scheme.about;
const [first = "", second = ""] = scheme.categories.filter(({ pays }) => pays === "awards").map(({ code }) => code);

const tableLike = (code: string, rowsBy: ReturnTable["rowsBy"], columnsBy: ReturnTable["columnsBy"], measures: Measure[]): ReturnTable => ({
  ...{ returns: ["every"], code, sheet: "Sheet", title: code, known: true, rowsBy, columnsBy, measures },
  ...{ totals: true, verified: false, source: "A test." },
});

const all: Measure[] = ["spend", "volumes", "households"];
const tables = [
  tableLike("CATEGORY", "category", "measure", all),
  tableLike("COMPOSITION", "composition", "measure", all),
  tableLike("DELIVERY", "delivery", "measure", all),
  tableLike("ROUTE", "measure", "route", all),
  tableLike("MONTHS", "category", "month", all),
  tableLike("STRANDS", "strand", "month", ["spend"]),
  tableLike("ADMINISTRATION", "administration", "total", ["spend"]),
  tableLike("CROSSED", "composition", "delivery", all),
  tableLike("ALL", "total", "measure", all),
];
const shipped = layoutOf(scheme, scheme.returns[0]?.code ?? "");
if (!shipped) throw new Error("HSF7 has a return.");
const layoutLike = (changes: Partial<ReturnLayout> = {}): ReturnLayout => ({
  ...shipped,
  counts: "paid",
  tables,
  administration: [
    { code: "CORE", label: "Core", verified: false, source: "A test." },
    { code: "EVALUATION", label: "Evaluation", verified: false, source: "A test." },
  ],
  ...changes,
});
const layout = layoutLike();
const windowLike = (from: number, to: number, asOf = "2099-01-01T00:00:00.000Z"): Window => ({
  from: addDays(start, from),
  to: addDays(start, to),
  asOf,
});
const on = (day: number) => addDays(start, day);

const anyWindow = fc
  .tuple(fc.nat({ max: 300 }), fc.nat({ max: 200 }), fc.nat({ max: 460 }))
  .map(([from, days, asOf]) => windowLike(from, from + days, `${on(asOf)}T23:59:59.000Z`));

const cellIn = (computed: ReturnType<typeof computeReturn>, table: string, row: string, column: string, measure: Measure) =>
  computed.tables.find(({ code }) => code === table)?.cells[cellInTable({ row, column, measure })];

test("spend counts on the day on which it moved, and a line newly stands once", () => {
  const line = lineOf(scheme, {
    ...{ awardId: "CASE-AAAA-0001-A1", householdId: "H-1", category: first, amount: 100_00, cuts: cutsLike(), delivery: "CASH" },
    moves: [
      ["award", on(1)],
      ["pay", on(5)],
      ["back", on(40)],
    ],
  });
  const figures = (window: Window) => computeReturn(layout, scheme, bookOf([line]), window).totals;
  expect(figures(windowLike(0, 4))).toEqual({ spend: 0, volumes: 0, households: 0, administration: 0 });
  expect(figures(windowLike(0, 39))).toEqual({ spend: 100_00, volumes: 1, households: 1, administration: 0 });
  expect(figures(windowLike(0, 40))).toEqual({ spend: 0, volumes: 0, households: 0, administration: 0 });
  expect(figures(windowLike(6, 39))).toEqual({ spend: 0, volumes: 0, households: 0, administration: 0 });
  expect(figures(windowLike(6, 40))).toEqual({ spend: -100_00, volumes: -1, households: 0, administration: 0 });
  expect(figures(windowLike(0, 40, `${on(39)}T23:00:00.000Z`)).spend).toBe(100_00);
});

test("a scheme that counts committed money counts it on the day of the award", () => {
  const line = lineOf(scheme, {
    ...{ awardId: "CASE-AAAA-0001-A1", householdId: "H-1", category: first, amount: 100_00, cuts: cutsLike(), delivery: "CASH" },
    moves: [
      ["award", on(1)],
      ["pay", on(50)],
    ],
  });
  const committed = layoutLike({ counts: "committed" });
  expect(computeReturn(committed, scheme, bookOf([line]), windowLike(0, 4)).totals).toMatchObject({ spend: 100_00, volumes: 1 });
  expect(computeReturn(committed, scheme, bookOf([line]), windowLike(5, 60)).totals).toMatchObject({ spend: 0, volumes: 0 });
});

test("money of a purpose stands apart from all other money of its category, and the two add up to it", () => {
  const purpose = {
    code: "OIL",
    label: "Oil",
    category: first,
    items: ["item"],
    after: "core" as const,
    verified: false,
    source: "A test.",
  };
  const byPurpose = layoutLike({ tables: [...tables, tableLike("PURPOSES", "purpose", "measure", all)] });
  const line = (number: number, amount: number, pot: "ordinary" | "purpose-OIL") => ({
    ...lineOf(scheme, {
      ...{ awardId: `CASE-AAAA-000${number}-A1`, householdId: `H-${number}`, category: first, amount, cuts: cutsLike(), delivery: "CASH" },
      moves: [
        ["award", on(1)],
        ["pay", on(2)],
      ],
    }),
    pot,
  });
  const book = bookOf([line(1, 10_00, "ordinary"), line(2, 25_00, "purpose-OIL"), line(3, 5_00, "purpose-OIL")]);
  const computed = computeReturn(byPurpose, { ...scheme, purposes: [purpose] }, book, windowLike(0, 30));
  const rows = (["OIL", "CORE", total] as const).map((row) => [
    cellIn(computed, "PURPOSES", row, "spend", "spend"),
    cellIn(computed, "PURPOSES", row, "households", "households"),
  ]);
  expect(rows).toEqual([
    [30_00, 2],
    [10_00, 1],
    [40_00, 3],
  ]);
  expect(cellIn(computed, "CATEGORY", first, "spend", "spend")).toBe(40_00);
});

test("a household counts once in the return, and once in each row", () => {
  const lineIn = (number: number, category: string) =>
    lineOf(scheme, {
      ...{ awardId: `CASE-AAAA-000${number}-A1`, householdId: "H-1", category, amount: 10_00, cuts: cutsLike(), delivery: "CASH" },
      moves: [
        ["award", on(1)],
        ["pay", on(2)],
      ],
    });
  const computed = computeReturn(layout, scheme, bookOf([lineIn(1, first), lineIn(2, first), lineIn(3, second)]), windowLike(0, 30));
  expect(computed.totals).toMatchObject({ households: 1, volumes: 3, spend: 30_00 });
  expect(cellIn(computed, "CATEGORY", first, "households", "households")).toBe(1);
  expect(cellIn(computed, "CATEGORY", second, "households", "households")).toBe(1);
  expect(cellIn(computed, "CATEGORY", total, "households", "households")).toBe(1);
});

const paid = (number: number, householdId: string, day: number, together?: readonly string[]) =>
  lineOf(scheme, {
    ...{ awardId: `CASE-AAAA-000${number}-A1`, householdId, category: first, amount: 10_00, cuts: cutsLike(), delivery: "CASH" },
    ...(together && { together }),
    moves: [
      ["award", on(day)],
      ["pay", on(day)],
    ],
  });
const joinOn = (day: number, kind: "join" | "split" = "join"): HouseholdsTold => ({
  ...{ kind, kept: "H-1", part: "H-2", groups: { kept: ["H-1"], part: ["H-2"] } },
  ...{ at: `${on(day)}T15:00:00.000Z`, entryId: `H-1-${day}` },
});
const householdsOf = (lines: Parameters<typeof bookOf>[0], joins: readonly HouseholdsTold[], asOf = "2099-01-01T00:00:00.000Z") =>
  computeReturn(layout, scheme, bookOf(lines, { joins }), windowLike(0, 60, asOf)).totals.households;

test("joined households count once from the join on, and apart again after a split", () => {
  const both = [paid(1, "H-1", 1), paid(2, "H-2", 2)];
  expect(householdsOf(both, [])).toBe(2);
  expect(householdsOf(both, [joinOn(5)])).toBe(1);
  expect(householdsOf(both, [joinOn(5), joinOn(9, "split")])).toBe(2);
});

test("a join or a split that comes after the return was prepared changes nothing of it", () => {
  const both = [paid(1, "H-1", 1), paid(2, "H-2", 2)];
  expect(householdsOf(both, [joinOn(5)], `${on(4)}T00:00:00.000Z`)).toBe(2);
  expect(householdsOf(both, [joinOn(5), joinOn(9, "split")], `${on(8)}T00:00:00.000Z`)).toBe(1);
});

test("an award says with whom its household counts, where a join had nothing to correct", () => {
  expect(householdsOf([paid(1, "H-1", 1), paid(2, "H-2", 6, ["H-1", "H-2"])], [])).toBe(1);
});

test("an award to a household alone says that it was split from the others before", () => {
  expect(householdsOf([paid(1, "H-1", 1), paid(2, "H-2", 6, ["H-1", "H-2"]), paid(3, "H-1", 9)], [])).toBe(2);
});

test("an earlier join without its groups brings along everybody who was joined before", () => {
  const lines = [paid(1, "H-1", 1), paid(2, "H-2", 2), paid(3, "H-3", 3)];
  const early = (day: number, kept: string, part: string): HouseholdsTold => ({
    ...{ kind: "join", kept, part, at: `${on(day)}T15:00:00.000Z`, entryId: `${kept}-${day}` },
  });
  expect(householdsOf(lines, [early(5, "H-1", "H-2"), early(6, "H-3", "H-2")])).toBe(1);
});

test("an award that was moved counts for the household that it went to", () => {
  const moved: HouseholdsTold = {
    ...{ kind: "awardMoved", awardId: "CASE-AAAA-0002-A1", from: "H-2", to: "H-1" },
    ...{ at: `${on(7)}T15:00:00.000Z`, entryId: "H-1-7" },
  };
  expect(householdsOf([paid(1, "H-1", 1), paid(2, "H-2", 2)], [moved])).toBe(1);
});

test("money for services stands in its category, administration in its own lines, and neither is a payment", () => {
  const spend = (entryId: string, category: string, amount: number, line?: string) => ({
    ...{ entryId, kind: "spend" as const, category, period: "whole", pot: "ordinary" as const, amount, day: on(3) },
    ...{ at: `${on(3)}T09:00:00.000Z`, fromPlace: "available" as const, toPlace: "paid" as const, ...(line && { line }) },
  });
  const book = bookOf([], { money: [spend("1", first, 500_00), spend("2", "ADMIN", 70_00, "CORE")] });
  const computed = computeReturn(layout, scheme, book, windowLike(0, 30));
  expect(computed.totals).toEqual({ spend: 500_00, volumes: 0, households: 0, administration: 70_00 });
  expect(cellIn(computed, "CATEGORY", first, "spend", "spend")).toBe(500_00);
  expect(cellIn(computed, "ADMINISTRATION", "CORE", total, "spend")).toBe(70_00);
  expect(cellIn(computed, "STRANDS", total, total, "spend")).toBe(570_00);
});

test("a contribution is what was moved from one category to another, less what went back", () => {
  const half = (entryId: string, kind: "transferOut" | "transferIn", category: string, change: string, amount: number) => ({
    ...{ entryId, kind, category, period: "whole", pot: "ordinary" as const, amount, day: on(3), change },
    ...{ at: `${on(3)}T09:00:00.000Z`, fromPlace: "available" as const, toPlace: "envelope" as const },
  });
  const money = [
    half("1", "transferOut", first, "A", 300_00),
    half("2", "transferIn", second, "A", 300_00),
    half("3", "transferOut", second, "B", 100_00),
    half("4", "transferIn", first, "B", 100_00),
  ];
  const own = layoutLike({
    tables: [tableLike("CONTRIBUTIONS", "contribution", "total", ["spend"])],
    contributions: [{ code: "TO_SECOND", label: "To the second", from: [first], to: second, verified: false, source: "A test." }],
  });
  // The rows of the table are the scheme's own contributions.
  const withRow = { ...scheme, contributions: own.contributions };
  expect(cellIn(computeReturn(own, withRow, bookOf([], { money }), windowLike(0, 30)), "CONTRIBUTIONS", "TO_SECOND", total, "spend")).toBe(
    200_00,
  );
});

test("every table that cuts the lines has the return's own totals, whatever is cut", () => {
  fc.assert(
    fc.property(anyBook(scheme), anyWindow, fc.constantFrom("paid" as const, "committed" as const), (book, window, counts) => {
      const computed = computeReturn(layoutLike({ counts }), scheme, book, window);
      for (const table of ["CATEGORY", "COMPOSITION", "DELIVERY"]) {
        for (const measure of all) expect(cellIn(computed, table, total, measure, measure), table).toBe(computed.totals[measure]);
        const rows = computed.tables.find(({ code }) => code === table)?.rows ?? [];
        const sum = (measure: Measure) =>
          rows.reduce((sofar, { code }) => sofar + (code === total ? 0 : (cellIn(computed, table, code, measure, measure) ?? 0)), 0);
        expect(sum("volumes"), table).toBe(computed.totals.volumes);
        // Money that finance spends in a category of administration is no row of a table by category.
        if (table !== "CATEGORY") expect(sum("spend"), table).toBe(computed.totals.spend);
      }
      for (const measure of all) {
        expect(cellIn(computed, "ROUTE", measure, total, measure)).toBe(computed.totals[measure]);
        expect(cellIn(computed, "MONTHS", total, total, measure)).toBe(computed.totals[measure]);
        expect(cellIn(computed, "CROSSED", total, total, measure)).toBe(computed.totals[measure]);
      }
    }),
    { numRuns: 200 },
  );
});

test("the lines and the money of a cell add up to it", () => {
  fc.assert(
    fc.property(anyBook(scheme), anyWindow, (book, window) => {
      const computed = computeReturn(layout, scheme, book, window);
      for (const { code: table, cells } of computed.tables) {
        for (const [key, value] of Object.entries(cells)) {
          const [row = "", column = "", measure = "spend"] = key.split(".");
          const cell = { table, row, column, measure: measure as Measure };
          const lines = [...linesOfCell(layout, scheme, book, window, cell)];
          const money = [...moneyOfCell(layout, scheme, book, window, cell)];
          const adds = { spend: "spend", volumes: "volume", households: "counts" } as const;
          const sum = lines.reduce((sofar, line) => sofar + line[adds[cell.measure]], 0);
          const spent = measure === "spend" ? money.reduce((sofar, { spend }) => sofar + spend, 0) : 0;
          expect(sum + spent, `${table}.${key}`).toBe(value);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("nothing that is recorded after a return was prepared changes a byte of it, and no order of the book does", () => {
  fc.assert(
    fc.property(anyBook(scheme), anyWindow, (book, window) => {
      const bytes = bytesOf(computeReturn(layout, scheme, book, window));
      const isKnown = ({ at }: { readonly at: string }) => at <= window.asOf;
      const then = bookOf(
        [...book.lines]
          .map((line) => ({ ...line, moves: line.moves.filter(isKnown) }))
          .filter(({ moves }) => moves.length > 0)
          .toReversed(),
        { money: book.money.filter(isKnown).toReversed(), joins: book.joins.filter(isKnown).toReversed() },
      );
      expect(bytesOf(computeReturn(layout, scheme, then, window))).toBe(bytes);
    }),
    { numRuns: 200 },
  );
});

test("a table that is not known computes nothing", () => {
  const unknown = layoutLike({ tables: tables.map((table) => ({ ...table, known: false })) });
  const computed = computeReturn(unknown, scheme, bookOf([paid(1, "H-1", 1)]), windowLike(0, 30));
  expect(computed.tables.every(({ rows, cells }) => rows.length === 0 && Object.keys(cells).length === 0)).toBe(true);
  expect(computed.totals.spend).toBe(10_00);
});

test("every shipped layout computes with only the cuts that it says", () => {
  for (const of of shippedSchemes) {
    for (const { code } of of.returns) {
      const shippedLayout = layoutOf(of, code);
      if (!shippedLayout) throw new Error("A scheme lays out each of its returns.");
      const computed = computeReturn(shippedLayout, of, bookOf([]), { from: of.about.start, to: of.about.end, asOf: "2099" });
      for (const table of shippedLayout.tables.filter((one) => one.known && cutAxes.includes(one.rowsBy)))
        expect(Object.keys(computed.tables.find((one) => one.code === table.code)?.cells ?? {}).length, table.code).toBeGreaterThan(0);
    }
  }
});
