import { expect, test } from "vitest";
import type { Cuts } from "../../../../shared/domain/cuts.ts";
import type { CountedLine } from "../../../../shared/domain/return/counted-line.ts";
import { type ExtractYear, freedomOfInformation } from "../../../../shared/domain/return/freedom-of-information.ts";
import type { LineBook } from "../../../../shared/domain/return/line-book.ts";
import { schemeLike } from "../scheme/documents.ts";

const asOf = "2028-01-01T00:00:00.000Z";
const crf = schemeLike("CRF");

type Given = {
  readonly household: string;
  readonly on?: string;
  readonly item?: string;
  readonly paid?: number;
  readonly back?: number;
} & Partial<Cuts>;

let lines = 0;
const lineLike = ({
  household,
  on = "2026-05-01",
  item = "foodParcel",
  paid = 50_00,
  back = 0,
  familyType = "single",
  ageGroup = "25-34",
}: Given): CountedLine => {
  lines += 1;
  const at = `${on}T10:00:00.000Z`;
  const move = { day: on, at };
  return {
    awardId: `A${lines}`,
    caseId: `C${lines}`,
    householdId: household,
    line: 0,
    scheme: "CRF",
    category: "CRISIS_PAYMENT",
    period: "whole",
    pot: "ordinary",
    item,
    label: "A line",
    delivery: "CASH",
    cuts: { composition: [], route: "APPLICATION", familyType, ageGroup },
    moves: [
      { ...move, entryId: `E${lines}`, kind: "award", paid: 0, committed: paid },
      { ...move, entryId: `P${lines}`, kind: "payment", paid, committed: -paid },
      ...(back > 0 ? [{ ...move, entryId: `R${lines}`, kind: "repayment" as const, paid: -back, committed: 0 }] : []),
    ],
  };
};

const bookOf = (given: readonly Given[], joins: LineBook["joins"] = []): LineBook => ({
  lines: given.map(lineLike),
  money: [],
  joins,
  readTo: asOf,
});
const households = (count: number, more: Omit<Given, "household"> = {}, name = "H") =>
  Array.from({ length: count }, (_, index) => ({ household: `${name}${index}`, ...more }));
const extract = (given: readonly Given[], joins?: LineBook["joins"]) => freedomOfInformation(crf, bookOf(given, joins), asOf);
const rowOf = (years: readonly ExtractYear[], year: string, table: string, row: string) =>
  years
    .find(({ code }) => code === year)
    ?.tables.find(({ code }) => code === table)
    ?.rows.find(({ code }) => code === row)?.figures;

test("a household counts once in a row and its payments each, with what has been paid of them", () => {
  const years = extract([...households(6), ...households(6, { paid: 10_00 })]);
  const figures = { households: 6, payments: 12, spend: 360_00 };
  expect(rowOf(years, "2026-27", "family", "single")).toEqual(figures);
  expect(rowOf(years, "2026-27", "age", "25-34")).toEqual(figures);
  expect(rowOf(years, "2026-27", "support", "food")).toEqual(figures);
  expect(rowOf(years, "2026-27", "family", "TOTAL")).toEqual(figures);
});

test("a payment counts in the year of its award, also on the year's first and last day", () => {
  const years = extract([...households(6, { on: "2027-03-31" }), ...households(7, { on: "2027-04-01" })]);
  expect(rowOf(years, "2026-27", "family", "TOTAL")?.payments).toBe(6);
  expect(rowOf(years, "2027-28", "family", "TOTAL")?.payments).toBe(7);
});

test("what came back whole does not count, and what came back in part counts less", () => {
  const years = extract([...households(6), ...households(6, { back: 50_00 }, "G"), ...households(6, { back: 20_00 }, "K")]);
  expect(rowOf(years, "2026-27", "family", "TOTAL")).toEqual({ households: 12, payments: 12, spend: 6 * 80_00 });
});

test("joined households count once", () => {
  const join = { at: "2026-06-01T00:00:00.000Z", entryId: "J", kind: "join", kept: "H0", part: "H1" } as const;
  expect(rowOf(extract(households(7), [join]), "2026-27", "family", "TOTAL")?.households).toBe(6);
});

test("a small group is hidden in households, payments and money, and so is another from which it could be worked out", () => {
  const years = extract([
    ...households(20),
    ...households(3, { familyType: "couple" }, "K"),
    ...households(9, { familyType: "otherAdults" }, "L"),
  ]);
  expect(rowOf(years, "2026-27", "family", "couple")).toBeUndefined();
  expect(rowOf(years, "2026-27", "family", "otherAdults")).toBeUndefined();
  expect(rowOf(years, "2026-27", "family", "single")?.households).toBe(20);
  expect(rowOf(years, "2026-27", "age", "TOTAL")?.households).toBe(32);
});

test("a year with few households hides its total too, in every table", () => {
  const years = extract(households(2));
  for (const table of ["family", "age", "support"]) expect(rowOf(years, "2026-27", table, "TOTAL")).toBeUndefined();
});

test("a group without anybody says none", () => {
  expect(rowOf(extract(households(6)), "2026-27", "family", "couple")).toEqual({ households: 0, payments: 0, spend: 0 });
});

test("lines of before cuts were kept are not recorded, and none is left out", () => {
  const { cuts: _, ...without } = lineLike({ household: "X" });
  const lines = Array.from({ length: 6 }, (_one, index) => ({
    ...without,
    awardId: `X${index}`,
    householdId: `X${index}`,
    cuts: undefined,
  }));
  const years = freedomOfInformation(crf, { lines, money: [], joins: [], readTo: asOf }, asOf);
  expect(rowOf(years, "2026-27", "age", "unknown")?.households).toBe(6);
});

test("a scheme without years has one table of each kind for all of it", () => {
  const hsf = schemeLike("HSF4");
  const years = freedomOfInformation(hsf, { lines: [], money: [], joins: [], readTo: asOf }, asOf);
  expect(years.map(({ code }) => code)).toEqual(["1 April 2023 to 31 March 2024"]);
});

test("a year that has not begun is left out", () => {
  expect(freedomOfInformation(crf, bookOf([]), "2026-12-01T00:00:00.000Z").map(({ code }) => code)).toEqual(["2026-27"]);
});

test("where nothing is paid yet, no more is hidden than the counts need", () => {
  const unpaid = (each: Given) => ({ ...lineLike(each), moves: lineLike(each).moves.slice(0, 1) });
  const given = [...households(9), ...households(3, { item: "bed" }, "K")];
  const years = freedomOfInformation(crf, { lines: given.map(unpaid), money: [], joins: [], readTo: asOf }, asOf);
  expect(rowOf(years, "2026-27", "support", "otherItems")).toBeUndefined();
  expect(rowOf(years, "2026-27", "support", "TOTAL")).toEqual({ households: 12, payments: 12, spend: 0 });
});
