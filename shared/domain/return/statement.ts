import type { Day } from "../dates.ts";
import type { Actor } from "../principal.ts";
import type { Scheme, SchemeCode } from "../scheme/scheme.ts";
import type { Part } from "../separation.ts";
import { spentBy } from "./cells-of-line.ts";
import type { MoneyMove } from "./counted-line.ts";
import { collectHouseholds, type GroupOf } from "./households-counted.ts";
import type { LineBook, Window } from "./line-book.ts";
import { shareOfLine } from "./share-of-line.ts";

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

const everyDay = { from: "0000-01-01", to: "9999-12-31" } as const;

type Held = { readonly awards: Set<string>; readonly types: Set<string> };

/**
 * Counts a period of the book. A line counts where money of it still stands on the period's last day and none stood before
 * the first, so that each line counts in one year alone. Of a whole scheme, what came back after its end counts too.
 */
export const countStatement = (
  { supportTypes }: Pick<Scheme, "supportTypes">,
  book: LineBook,
  { period, window: { asOf, ...window } }: Pick<Statement, "period" | "window">,
  referrals: number,
): StatementFigures => {
  const days = period === wholeScheme ? everyDay : window;
  const households = collectHouseholds(book.joins, asOf);
  const holders = households.holders();
  const typeOfItem = new Map(supportTypes.flatMap(({ code, items }) => items.map((item) => [item, code] as const)));
  const held = new Map<string, Held>();
  let [awarded, paid] = [0, 0];
  for (const line of book.lines) {
    households.add(line);
    const { spend, volume } = shareOfLine(line, "committed", days, asOf);
    awarded += spend;
    paid += shareOfLine(line, "paid", days, asOf).spend;
    if (volume > 0)
      addTo(held, holders.get(line.awardId) ?? line.householdId, line.awardId, typeOfItem.get(line.item) ?? otherSupport.code);
  }
  const all = joinedUp(held, households.groups());
  const having = (type: string) => all.filter(({ types }) => types.has(type)).length;
  const withAwards = (least: number, most: number) => all.filter(({ awards: { size } }) => least <= size && size <= most).length;
  const others = having(otherSupport.code);
  const money = book.money.filter(({ at, day }) => at <= asOf && days.from <= day && day <= days.to);
  return {
    households: all.length,
    types: [
      ...supportTypes.map(({ code, label }) => ({ code, label, households: having(code) })),
      ...(others > 0 ? [{ ...otherSupport, households: others }] : []),
    ],
    awards: { one: withAwards(1, 1), twoOrThree: withAwards(2, 3), moreThanThree: withAwards(4, Number.POSITIVE_INFINITY) },
    grant: money.reduce((sum, move) => sum + grantedBy(move), 0),
    otherSpend: money.reduce((sum, move) => sum + spentBy(move), 0),
    awarded,
    paid,
    referrals,
  };
};

const addTo = (held: Map<string, Held>, household: string, award: string, type: string): void => {
  const own = held.get(household) ?? { awards: new Set<string>(), types: new Set<string>() };
  own.awards.add(award);
  own.types.add(type);
  held.set(household, own);
};

/** Joined households have had together what each of them had. */
const joinedUp = (held: ReadonlyMap<string, Held>, groupOf: GroupOf): readonly Held[] => {
  const together = new Map<string, Held>();
  for (const [household, { awards, types }] of held)
    for (const award of awards) for (const type of types) addTo(together, groupOf(household), award, type);
  return [...together.values()];
};

const grantedBy = ({ kind, amount }: MoneyMove): number => (kind === "grantIncrease" ? amount : kind === "grantDecrease" ? -amount : 0);
