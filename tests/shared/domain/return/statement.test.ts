import { expect, test } from "vitest";
import { londonDay } from "../../../../shared/domain/dates.ts";
import type { CountedLine, MoneyMove, Move } from "../../../../shared/domain/return/counted-line.ts";
import type { LineBook } from "../../../../shared/domain/return/line-book.ts";
import { countStatement, statementPeriods, wholeScheme } from "../../../../shared/domain/return/statement.ts";
import { schemeLike } from "../scheme/documents.ts";

const scheme = schemeLike("HSF4");
const window = { from: scheme.about.start, to: scheme.about.end, asOf: "2024-06-01T00:00:00.000Z" };
const whole = { period: wholeScheme, window };

let entries = 0;
const moveOn = (at: string, kind: Move["kind"], committed: number, paid = 0): Move => {
  entries += 1;
  return { entryId: `entry-${entries}`, kind, at, day: londonDay(new Date(at)), committed, paid };
};
const given = "2023-05-02T10:00:00.000Z";

const lineFor = (householdId: string, awardId: string, item: string, moves: readonly Move[] = [moveOn(given, "award", 100_00)]) => ({
  awardId,
  caseId: awardId,
  householdId,
  line: 0,
  scheme: "HSF4",
  category: "ENERGY_WATER",
  period: "whole",
  pot: "ordinary" as const,
  item,
  label: item,
  delivery: "VOUCHER" as const,
  cuts: undefined,
  moves,
});
const money = (kind: MoneyMove["kind"], amount: number, at = given): MoneyMove => ({
  entryId: `${kind}-${amount}`,
  kind,
  category: "GRANT",
  period: "whole",
  pot: "ordinary",
  amount,
  day: londonDay(new Date(at)),
  at,
  fromPlace: "department",
  toPlace: "grant",
});
const bookOf = (lines: readonly CountedLine[], more: Partial<LineBook> = {}): LineBook => ({
  lines,
  money: [],
  joins: [],
  readTo: window.asOf,
  ...more,
});
const byType = ({ types }: ReturnType<typeof countStatement>) =>
  Object.fromEntries(types.filter(({ households }) => households > 0).map(({ code, households }) => [code, households]));

test("a household counts once, once in each type that it had, and by the number of its awards", () => {
  const book = bookOf([
    lineFor("A", "a1", "fuelTopUp"),
    lineFor("A", "a1", "foodParcel"),
    lineFor("A", "a2", "fuelTopUp"),
    lineFor("B", "b1", "washingMachine"),
    ...["c1", "c2", "c3", "c4"].map((award) => lineFor("C", award, "foodParcel")),
  ]);
  const figures = countStatement(scheme, book, whole, 3);
  expect(figures).toMatchObject({ households: 3, awards: { one: 1, twoOrThree: 1, moreThanThree: 1 }, awarded: 800_00, referrals: 3 });
  expect(byType(figures)).toEqual({ food: 2, energy: 1, energyItems: 1 });
});

test("an item that no support type names counts as other support, so no household is lost", () => {
  const figures = countStatement(scheme, bookOf([lineFor("A", "a1", "waterBill")]), whole, 0);
  expect(byType(figures)).toEqual({ other: 1 });
});

test("an award that was taken back counts nowhere, also where that was after the end of the scheme", () => {
  const back = moveOn("2024-05-01T10:00:00.000Z", "cancellation", -100_00);
  const book = bookOf([lineFor("A", "a1", "fuelTopUp", [moveOn(given, "award", 100_00), back]), lineFor("B", "b1", "fuelTopUp")]);
  expect(countStatement(scheme, book, whole, 0)).toMatchObject({ households: 1, awarded: 100_00 });
});

test("money is the grant, what was awarded with the part that is paid, and what was spent otherwise", () => {
  const line = lineFor("A", "a1", "fuelTopUp", [moveOn(given, "award", 100_00), moveOn(given, "payment", -60_00, 60_00)]);
  const moves = [money("grantIncrease", 1_000_00), money("grantDecrease", 200_00), money("spend", 50_00), money("spendBack", 10_00)];
  const figures = countStatement(scheme, bookOf([line], { money: moves }), whole, 0);
  expect(figures).toMatchObject({ grant: 800_00, awarded: 100_00, paid: 60_00, otherSpend: 40_00 });
});

test("joined households are one, with the awards and the types of both, unless they were joined after the statement", () => {
  const lines = [lineFor("A", "a1", "fuelTopUp"), lineFor("B", "b1", "foodParcel")];
  const join = { kind: "join", entryId: "j", kept: "A", part: "B", groups: { kept: ["A"], part: ["B"] } } as const;
  const joined = (at: string) => countStatement(scheme, bookOf(lines, { joins: [{ ...join, at }] }), whole, 0);
  expect(joined("2023-06-01T00:00:00.000Z")).toMatchObject({ households: 1, awards: { one: 0, twoOrThree: 1 } });
  expect(byType(joined("2023-06-01T00:00:00.000Z"))).toEqual({ food: 1, energy: 1 });
  expect(joined("2024-07-01T00:00:00.000Z")).toMatchObject({ households: 2, awards: { one: 2, twoOrThree: 0 } });
});

test("nothing that was recorded later changes a statement", () => {
  const early = lineFor("A", "a1", "fuelTopUp");
  const late = moveOn("2024-06-02T00:00:00.000Z", "cancellation", -100_00);
  const before = countStatement(scheme, bookOf([early]), whole, 0);
  const after = countStatement(
    scheme,
    bookOf([{ ...early, moves: [...early.moves, late] }, lineFor("B", "b1", "fuelTopUp", [moveOn(late.at, "award", 5_00)])], {
      money: [money("grantIncrease", 5_00, late.at)],
    }),
    whole,
    0,
  );
  expect(after).toEqual(before);
});

test("a year counts its own days alone, and each line stands in one year", () => {
  const crf = schemeLike("CRF");
  const years = statementPeriods(crf);
  expect(years.map(({ code }) => code)).toEqual([wholeScheme, ...crf.subYears.map(({ code }) => code)]);
  const [, first, second] = years;
  const book = bookOf([
    lineFor("A", "a1", "fuelTopUp", [moveOn("2026-05-01T10:00:00.000Z", "award", 10_00)]),
    lineFor("A", "a2", "fuelTopUp", [moveOn("2027-05-01T10:00:00.000Z", "award", 20_00)]),
  ]);
  const countOf = (period = first) =>
    period && countStatement(crf, book, { period: period.code, window: { ...period, asOf: "2028-01-01T00:00:00.000Z" } }, 0);
  expect(countOf(first)).toMatchObject({ households: 1, awarded: 10_00, awards: { one: 1 } });
  expect(countOf(second)).toMatchObject({ households: 1, awarded: 20_00, awards: { one: 1 } });
  expect(countOf(years[0])).toMatchObject({ households: 1, awarded: 30_00, awards: { one: 0, twoOrThree: 1 } });
});
