import fc from "fast-check";
import type { Cuts } from "../../../../shared/domain/cuts.ts";
import { compositionCodes } from "../../../../shared/domain/cuts.ts";
import { addDays } from "../../../../shared/domain/dates.ts";
import type { CountedLine, MoneyMove, Move } from "../../../../shared/domain/return/counted-line.ts";
import type { HouseholdsTold, LineBook } from "../../../../shared/domain/return/line-book.ts";
import type { Delivery, Scheme } from "../../../../shared/domain/scheme/scheme.ts";

/** A movement of a line, in words, on the day that comes so many days after the scheme's first. */
export type Moved = "award" | "pay" | "back" | "cancel" | "reopen";

const kinds = { award: "award", pay: "payment", back: "repayment", cancel: "cancellation", reopen: "reopening" } as const;
const signs = {
  award: { committed: 1, paid: 0 },
  pay: { committed: -1, paid: 1 },
  back: { committed: 0, paid: -1 },
  cancel: { committed: -1, paid: 0 },
  reopen: { committed: 1, paid: -1 },
} as const;

export const moveOf = (awardId: string, line: number, index: number, what: Moved, day: string, amount: number): Move => ({
  entryId: index === 0 ? `${awardId}.${line + 1}` : `${awardId}.${line + 1}-${index + 1}`,
  kind: kinds[what],
  day,
  at: `${day}T12:00:${String(index).padStart(2, "0")}.000Z`,
  committed: signs[what].committed * amount,
  paid: signs[what].paid * amount,
});

export type LineSaid = {
  readonly awardId: string;
  readonly householdId: string;
  readonly category: string;
  readonly amount: number;
  readonly moves: readonly (readonly [Moved, string])[];
  readonly cuts?: Cuts;
  readonly delivery?: Delivery;
  readonly together?: readonly string[];
};

export const cutsLike = (changes: Partial<Cuts> = {}): Cuts => ({
  composition: [],
  route: "APPLICATION",
  familyType: "single",
  ageGroup: "25-34",
  ...changes,
});

export const lineOf = (scheme: Scheme, said: LineSaid): CountedLine => ({
  awardId: said.awardId,
  caseId: said.awardId.slice(0, 14),
  householdId: said.householdId,
  line: 0,
  scheme: scheme.code,
  category: said.category,
  period: "whole",
  pot: "ordinary",
  item: "item",
  label: "Item",
  delivery: said.delivery,
  cuts: said.cuts,
  ...(said.together && { together: said.together }),
  moves: said.moves.map(([what, day], index) => moveOf(said.awardId, 0, index, what, day, said.amount)),
});

export const bookOf = (
  lines: readonly CountedLine[],
  { money = [], joins = [] }: { readonly money?: readonly MoneyMove[]; readonly joins?: readonly HouseholdsTold[] } = {},
): LineBook => ({ lines, money, joins, readTo: "2099-01-01T00:00:00.000Z" });

/** Ways in which a line can go, each of movements that follow on one another. */
const ways: readonly (readonly Moved[])[] = [
  ["award"],
  ["award", "pay"],
  ["award", "cancel"],
  ["award", "pay", "back"],
  ["award", "pay", "reopen", "pay"],
  ["award", "pay", "reopen", "cancel"],
];

const anyCuts: fc.Arbitrary<Cuts | undefined> = fc.option(
  fc.record({
    composition: fc.subarray([...compositionCodes]),
    route: fc.constantFrom("APPLICATION" as const, "PROACTIVE" as const),
    familyType: fc.constant("single" as const),
    ageGroup: fc.constant("25-34" as const),
  }),
  { nil: undefined, freq: 8 },
);

const anyLine = (scheme: Scheme, number: number): fc.Arbitrary<CountedLine> => {
  const awardId = `CASE-AAAA-${String(number).padStart(4, "0")}-A1`;
  return fc
    .record({
      householdId: fc.nat({ max: 5 }).map((household) => `H-${household}`),
      category: fc.constantFrom(...scheme.categories.filter(({ pays }) => pays === "awards").map(({ code }) => code)),
      amount: fc.integer({ min: 1, max: 500_00 }),
      way: fc.constantFrom(...ways),
      start: fc.nat({ max: 400 }),
      gaps: fc.array(fc.nat({ max: 60 }), { minLength: 4, maxLength: 4 }),
      cuts: anyCuts,
      delivery: fc.option(fc.constantFrom("VOUCHER" as const, "CASH" as const, "TANGIBLE" as const), { nil: undefined, freq: 8 }),
    })
    .map(({ way, start, gaps, cuts, delivery, ...said }) => {
      let day = addDays(scheme.about.start, start);
      const moves = way.map((what, index) => {
        day = addDays(day, index === 0 ? 0 : (gaps[index] ?? 0));
        return [what, day] as const;
      });
      return lineOf(scheme, { ...said, awardId, moves, ...(cuts && { cuts }), ...(delivery && { delivery }) });
    });
};

const anyJoin = (scheme: Scheme, number: number): fc.Arbitrary<HouseholdsTold> =>
  fc
    .record({
      kind: fc.constantFrom("join" as const, "split" as const),
      pair: fc.uniqueArray(fc.nat({ max: 5 }), { minLength: 2, maxLength: 2 }),
      on: fc.nat({ max: 400 }),
    })
    .map(({ kind, pair: [one = 0, other = 1], on }) => ({
      kind,
      kept: `H-${one}`,
      part: `H-${other}`,
      groups: { kept: [`H-${one}`], part: [`H-${other}`] },
      at: `${addDays(scheme.about.start, on)}T13:00:00.000Z`,
      entryId: `join-${number}`,
    }));

const anyMoney = (scheme: Scheme, number: number): fc.Arbitrary<MoneyMove> =>
  fc
    .record({
      kind: fc.constantFrom("spend" as const, "spendBack" as const, "allocation" as const),
      category: fc.constantFrom(...scheme.categories.map(({ code }) => code)),
      amount: fc.integer({ min: 1, max: 900_00 }),
      on: fc.nat({ max: 400 }),
      line: fc.option(fc.constantFrom("CORE", "EVALUATION"), { nil: undefined }),
    })
    .map(({ on, line, ...said }) => {
      const day = addDays(scheme.about.start, on);
      return {
        ...said,
        entryId: `money-${number}`,
        period: "whole",
        pot: "ordinary",
        day,
        at: `${day}T09:00:00.000Z`,
        ...(line && { line }),
        fromPlace: "available",
        toPlace: "paid",
      };
    });

export const anyBook = (scheme: Scheme): fc.Arbitrary<LineBook> =>
  fc
    .tuple(
      fc.nat({ max: 12 }).chain((count) => fc.tuple(...Array.from({ length: count + 1 }, (_, number) => anyLine(scheme, number)))),
      fc.nat({ max: 3 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, number) => anyJoin(scheme, number)))),
      fc.nat({ max: 4 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, number) => anyMoney(scheme, number)))),
    )
    .map(([lines, joins, money]) => bookOf(lines, { joins, money }));
