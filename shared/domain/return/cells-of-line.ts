import { type Axis, notRecorded, total, withoutPurpose } from "../axes.ts";
import { purposeCodeOf } from "../ledger/envelope.ts";
import type { Scheme } from "../scheme/scheme.ts";
import type { CountedLine, MoneyMove } from "./counted-line.ts";
import { compositionIn, type ReturnLayout, type ReturnTable } from "./layout.ts";
import type { Window } from "./line-book.ts";
import { type Share, shareOfLine } from "./share-of-line.ts";

/** What one line or one entry adds to one cell of a table. */
export type Added = Share & { readonly row: string; readonly column: string };

type Asked = { readonly layout: ReturnLayout; readonly scheme: Scheme; readonly window: Window };

const codeOn = (axis: Axis, line: CountedLine, table: ReturnTable): string | undefined => {
  switch (axis) {
    case "category":
    case "strand":
      return line.category;
    case "composition":
      return line.cuts ? compositionIn(table, line.cuts.composition) : notRecorded;
    case "delivery":
      return line.delivery ?? notRecorded;
    case "route":
      return line.cuts?.route ?? notRecorded;
    case "purpose":
      return purposeCodeOf(line.pot) ?? withoutPurpose;
    case "total":
    case "measure":
      return total;
    case "month":
    case "administration":
    case "contribution":
    case "typed":
      return undefined;
  }
};

/** Services reach nobody by name, so they stand with what is not recorded, or with the other ways. */
const codeOfService = (axis: Axis, { category }: MoneyMove): string | undefined => {
  switch (axis) {
    case "category":
    case "strand":
      return category;
    case "composition":
      return notRecorded;
    case "delivery":
    case "route":
      return "OTHER";
    case "purpose":
      return withoutPurpose;
    case "total":
    case "measure":
      return total;
    case "month":
    case "administration":
    case "contribution":
    case "typed":
      return undefined;
  }
};

/** The months of a window, each with its own first and last day within it. */
const monthsIn = ({ from, to }: Window): readonly { readonly code: string; readonly from: string; readonly to: string }[] => {
  const months: { code: string; from: string; to: string }[] = [];
  for (let code = from.slice(0, 7); code <= to.slice(0, 7); code = nextMonth(code)) {
    const [first, last] = [`${code}-01`, `${code}-31`];
    months.push({ code, from: first < from ? from : first, to: last > to ? to : last });
  }
  return months;
};

const nextMonth = (code: string): string => {
  const [year = 0, month = 0] = code.split("-").map(Number);
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, "0")}`;
};

const isNothing = ({ spend, volume }: Share): boolean => spend === 0 && volume === 0;

/** Under its own heading, and under the total of the axis. */
const headed = (axis: Axis, code: string): readonly string[] =>
  axis === "total" || axis === "measure" || code === total ? [code] : [code, total];

type Shares = { readonly whole: Share; readonly months: ReadonlyMap<string, Share> };

const sharesOf = (line: CountedLine, { layout, window }: Asked, months: ReturnType<typeof monthsIn>): Shares => ({
  whole: shareOfLine(line, layout.counts, window, window.asOf),
  months: new Map(months.map(({ code, ...days }) => [code, shareOfLine(line, layout.counts, days, window.asOf)])),
});

const addedTo = (table: ReturnTable, { whole, months }: Shares, codeOf: (axis: Axis) => string | undefined): Added[] => {
  const { rowsBy, columnsBy } = table;
  const isMonthly = rowsBy === "month" || columnsBy === "month";
  const parts = isMonthly ? [...months].map(([month, share]) => ({ month, share })) : [];
  const all: readonly { readonly month?: string; readonly share: Share }[] = [{ share: whole }, ...parts];
  return all.flatMap(({ month, share }) => {
    if (isNothing(share)) return [];
    // Of the whole window only the total of the months is told; the months tell their own.
    const on = (axis: Axis): readonly string[] => {
      if (axis === "month") return [month ?? total];
      const code = codeOf(axis);
      return code === undefined ? [] : headed(axis, code);
    };
    return on(rowsBy).flatMap((row) => on(columnsBy).map((column) => ({ ...share, row, column })));
  });
};

/** What a line adds to each table, table by table. */
export const cellsOfLines = (asked: Asked) => {
  const months = monthsIn(asked.window);
  const isMonthly = asked.layout.tables.some(({ rowsBy, columnsBy }) => rowsBy === "month" || columnsBy === "month");
  const asMoved = isMonthly ? months : [];
  return (line: CountedLine) => {
    const shares = sharesOf(line, asked, asMoved);
    return {
      whole: shares.whole,
      of: (table: ReturnTable): readonly Added[] => addedTo(table, shares, (axis) => codeOn(axis, line, table)),
    };
  };
};

const isWithin = ({ at, day }: MoneyMove, { from, to, asOf }: Window): boolean => at <= asOf && from <= day && day <= to;

/** Money that was spent on a service or on administration. What was taken back has a minus sign. */
export const spentBy = ({ kind, amount }: MoneyMove): number => (kind === "spend" ? amount : kind === "spendBack" ? -amount : 0);

type Contributions = ReadonlyMap<string, { readonly out?: MoneyMove; readonly into?: MoneyMove }>;

/** Both halves of each transfer, by the change that made it. */
const transfersIn = (money: readonly MoneyMove[]): Contributions => {
  const halves = new Map<string, { out?: MoneyMove; into?: MoneyMove }>();
  for (const move of money) {
    if (move.change === undefined || (move.kind !== "transferOut" && move.kind !== "transferIn")) continue;
    halves.set(move.change, { ...halves.get(move.change), [move.kind === "transferOut" ? "out" : "into"]: move });
  }
  return halves;
};

/** What each entry without an award adds to a table: services, administration by its lines, and contributions. */
export const cellsOfMoney = (money: readonly MoneyMove[], { layout, window }: Asked) => {
  const within = money.filter((move) => isWithin(move, window));
  const transfers = transfersIn(within);
  const contributed = layout.contributions.flatMap(({ code, from, to }) =>
    [...transfers.values()].flatMap(({ out, into }) => {
      if (!out || !into) return [];
      if (into.category === to && from.includes(out.category)) return [{ move: into, code, spend: into.amount }];
      // Money that goes back the same way lowers the contribution.
      if (out.category === to && from.includes(into.category)) return [{ move: out, code, spend: -out.amount }];
      return [];
    }),
  );
  const spent = within.filter((move) => spentBy(move) !== 0);

  return {
    administration: spent.reduce((sum, move) => sum + (move.line === undefined ? 0 : spentBy(move)), 0),
    services: spent.reduce((sum, move) => sum + (move.line === undefined ? spentBy(move) : 0), 0),
    *of(table: ReturnTable): Generator<Added & { readonly move: MoneyMove }> {
      const axes = [table.rowsBy, table.columnsBy];
      if (axes.includes("contribution")) {
        for (const { move, code, spend } of contributed)
          yield* spreadOver(table, move, spend, (axis) => (axis === "contribution" ? code : plain(axis)));
        return;
      }
      if (axes.includes("administration")) {
        for (const move of spent)
          if (move.line !== undefined)
            yield* spreadOver(table, move, spentBy(move), (axis) => (axis === "administration" ? move.line : plain(axis)));
        return;
      }
      // Administration is a strand, and nothing that households got.
      for (const move of spent)
        if (move.line === undefined || axes.includes("strand"))
          yield* spreadOver(table, move, spentBy(move), (axis) => codeOfService(axis, move));
    },
  };
};

const plain = (axis: Axis): string | undefined => (axis === "total" || axis === "measure" ? total : undefined);

function* spreadOver(
  table: ReturnTable,
  move: MoneyMove,
  spend: number,
  codeOf: (axis: Axis) => string | undefined,
): Generator<Added & { readonly move: MoneyMove }> {
  const share = { spend, volume: 0 };
  const shares = { whole: share, months: new Map([[move.day.slice(0, 7), share]]) };
  for (const added of addedTo(table, shares, codeOf)) yield { ...added, move };
}
