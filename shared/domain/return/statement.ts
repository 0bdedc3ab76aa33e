import type { Day } from "../dates.ts";
import type { Actor } from "../principal.ts";
import type { Scheme, SchemeCode } from "../scheme/scheme.ts";
import type { Part } from "../separation.ts";
import type { CountedLine, MoneyMove, Move } from "./counted-line.ts";
import { householdsAsCounted } from "./households-as-counted.ts";
import type { LineBook, Window } from "./line-book.ts";

export const statementStates = {
  counting: "Being counted",
  ready: "Waiting for a second person",
  approved: "Public",
  refused: "Not published",
} as const;
export type StatementState = keyof typeof statementStates;

/** The figures of a public statement, and how they were made. Once counted they never change. */
export type Statement = {
  readonly statementId: string;
  readonly scheme: SchemeCode;
  readonly schemeVersion: number;
  /** One of the scheme's years, or `whole`. */
  readonly period: string;
  readonly window: Window;
  readonly state: StatementState;
  readonly version: number;
  readonly figures?: StatementFigures;
  readonly preparedBy: Actor;
  readonly preparedAt: string;
  readonly settled?: { readonly by: Actor; readonly at: string; readonly why?: string };
};

/** Asks for a statement's figures. */
export type StatementAsked = Pick<Statement, "scheme" | "statementId">;

export type SupportCount = { readonly code: string; readonly label: string; readonly households: number };

/** Money is in pence. */
export type StatementFigures = {
  readonly households: number;
  readonly types: readonly SupportCount[];
  /** Households by the number of their awards. Together they are all households. */
  readonly awards: { readonly one: number; readonly twoOrThree: number; readonly moreThanThree: number };
  readonly grant: number;
  /** Paid or promised to households, without what came back. */
  readonly awarded: number;
  /** The part of it that has reached households. */
  readonly paid: number;
  /** Paid for services and for running the fund. */
  readonly otherSpend: number;
  readonly referrals: number;
};

export const wholeScheme = "whole";

/** The days that a statement may be about: the scheme's years, where it has several, and all of it. */
export const statementPeriods = ({ about, subYears }: Scheme): readonly { code: string; label: string; from: Day; to: Day }[] => [
  { code: wholeScheme, label: about.name, from: about.start, to: about.end },
  ...(subYears.length > 1 ? subYears.map(({ code, start, end }) => ({ code, label: `${about.name}, ${code}`, from: start, to: end })) : []),
];

export const partsOfStatement = ({ preparedBy }: Pick<Statement, "preparedBy">): readonly Part[] => [
  { did: "prepareStatement", by: preparedBy.id },
];

export const otherSupport = { code: "other", label: "Other support" } as const;

type Days = Pick<Window, "from" | "to">;
type IsIn = (move: { readonly at: string; readonly day: Day }) => boolean;
const everyDay: Days = { from: "0000-01-01", to: "9999-12-31" };

const sumOf = (moves: readonly Move[], counts: IsIn, of: (move: Move) => number): number =>
  moves.reduce((sum, move) => (counts(move) ? sum + of(move) : sum), 0);
const everything = ({ paid, committed }: Move): number => paid + committed;

/**
 * Counts a period of the book. A line counts where money of it still stands on the period's last day and none stood before
 * the first, so that each line counts in one year alone. Of a whole scheme, what came back after its end counts too.
 */
export const countStatement = (
  { supportTypes }: Pick<Scheme, "supportTypes">,
  book: LineBook,
  { period, window }: Pick<Statement, "period" | "window">,
  referrals: number,
): StatementFigures => {
  const householdOf = householdsAsCounted(book, window);
  const days = period === wholeScheme ? everyDay : window;
  const isIn: IsIn = ({ at, day }) => at <= window.asOf && days.from <= day && day <= days.to;
  const typeOfItem = new Map(supportTypes.flatMap(({ code, items }) => items.map((item) => [item, code] as const)));
  const byType = new Map<string, Set<string>>();
  const awardsOf = new Map<string, Set<string>>();
  const add = (to: Map<string, Set<string>>, key: string, one: string) => {
    const known = to.get(key);
    if (known) known.add(one);
    else to.set(key, new Set([one]));
  };
  let [awarded, paid] = [0, 0];
  for (const line of book.lines) {
    awarded += sumOf(line.moves, isIn, everything);
    paid += sumOf(line.moves, isIn, (move) => move.paid);
    if (!beganToStand(line, days, window)) continue;
    const household = householdOf(line);
    add(awardsOf, household, line.awardId);
    add(byType, typeOfItem.get(line.item) ?? otherSupport.code, household);
  }
  const awards = [...awardsOf.values()].map(({ size }) => size);
  const others = byType.get(otherSupport.code)?.size ?? 0;
  return {
    households: awardsOf.size,
    types: [
      ...supportTypes.map(({ code, label }) => ({ code, label, households: byType.get(code)?.size ?? 0 })),
      ...(others > 0 ? [{ ...otherSupport, households: others }] : []),
    ],
    awards: {
      one: awards.filter((count) => count === 1).length,
      twoOrThree: awards.filter((count) => count === 2 || count === 3).length,
      moreThanThree: awards.filter((count) => count > 3).length,
    },
    ...moneyOf(book.money.filter(isIn)),
    awarded,
    paid,
    referrals,
  };
};

const beganToStand = ({ moves }: CountedLine, { from, to }: Days, { asOf }: Pick<Window, "asOf">): boolean => {
  const stands = (isCounted: (day: Day) => boolean) => sumOf(moves, ({ at, day }) => at <= asOf && isCounted(day), everything) > 0;
  return stands((day) => day <= to) && !stands((day) => day < from);
};

const wayOfGrant = (kind: MoneyMove["kind"]): number => (kind === "grantIncrease" ? 1 : kind === "grantDecrease" ? -1 : 0);

const moneyOf = (money: readonly MoneyMove[]): Pick<StatementFigures, "grant" | "otherSpend"> => ({
  grant: money.reduce((sum, { kind, amount }) => sum + wayOfGrant(kind) * amount, 0),
  otherSpend: money.reduce(
    (sum, { amount, fromPlace, toPlace }) => sum + (toPlace === "paid" ? amount : fromPlace === "paid" ? -amount : 0),
    0,
  ),
});
