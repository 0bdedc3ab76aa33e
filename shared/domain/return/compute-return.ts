import { total } from "../axes.ts";
import type { Scheme } from "../scheme/scheme.ts";
import { cellsOfLines, cellsOfMoney } from "./cells-of-line.ts";
import { type ComputedReturn, type ComputedTable, cellInTable } from "./computed-return.ts";
import { collectHouseholds } from "./households-counted.ts";
import { columnsIn, measuresOf, type ReturnLayout, type ReturnTable, rowsIn } from "./layout.ts";
import type { LineBook, Window } from "./line-book.ts";

type Cell = { spend: number; volumes: number; readonly households: Set<string> };
type Sums = Map<string, Cell>;

const placeOf = (row: string, column: string): string => `${row}#${column}`;

const sumAt = (sums: Sums, place: string): Cell => {
  const cell = sums.get(place) ?? { spend: 0, volumes: 0, households: new Set<string>() };
  sums.set(place, cell);
  return cell;
};

/**
 * Computes a return from the scheme's line book alone. Every cut divides the same lines, so their totals agree. Each
 * movement counts on its own day; a household counts once wherever a line of it newly stands.
 */
export const computeReturn = (layout: ReturnLayout, scheme: Scheme, book: LineBook, window: Window): ComputedReturn => {
  const asked = { layout, scheme, window };
  const known = layout.tables.filter((table) => table.known);
  const sums = new Map(known.map((table): [ReturnTable, Sums] => [table, new Map()]));
  const all: Cell = { spend: 0, volumes: 0, households: new Set() };
  const households = collectHouseholds(book.joins, window.asOf);
  const holders = households.holders();
  const ofLine = cellsOfLines(asked);

  for (const line of book.lines) {
    households.add(line);
    const { whole, of } = ofLine(line);
    const holder = holders.get(line.awardId) ?? line.householdId;
    add(all, whole, holder);
    for (const [table, cells] of sums) for (const added of of(table)) add(sumAt(cells, placeOf(added.row, added.column)), added, holder);
  }
  const money = cellsOfMoney(book.money, asked);
  for (const [table, cells] of sums)
    for (const { row, column, spend } of money.of(table)) sumAt(cells, placeOf(row, column)).spend += spend;

  const groupOf = households.groups();
  const countOf = (ids: ReadonlySet<string>): number => new Set([...ids].map(groupOf)).size;
  return {
    scheme: scheme.code,
    schemeVersion: scheme.version,
    code: layout.code,
    window,
    tables: layout.tables.map((table) => tableFrom(table, sums.get(table), countOf, asked)),
    totals: {
      spend: all.spend + money.services,
      volumes: all.volumes,
      households: countOf(all.households),
      administration: money.administration,
    },
  };
};

const add = (cell: Cell, { spend, volume }: { readonly spend: number; readonly volume: number }, holder: string): void => {
  cell.spend += spend;
  cell.volumes += volume;
  if (volume > 0) cell.households.add(holder);
};

const tableFrom = (
  table: ReturnTable,
  sums: Sums | undefined,
  countOf: (ids: ReadonlySet<string>) => number,
  { scheme, window }: { readonly scheme: Scheme; readonly window: Window },
): ComputedTable => {
  const { code, title, sheet, known } = table;
  if (!sums) return { code, title, sheet, known, rows: [], columns: [], cells: {} };
  const rows = rowsIn(scheme, table, window);
  const columns = columnsIn(scheme, table, window);
  const cells: Record<string, number> = {};
  for (const { code: row } of rows) {
    for (const { code: column } of columns) {
      const at = placeOf(table.rowsBy === "measure" ? total : row, table.columnsBy === "measure" ? total : column);
      const cell = sums.get(at);
      for (const measure of measuresOf(table, row, column)) {
        const value = measure === "households" ? countOf(cell?.households ?? new Set()) : (cell?.[measure] ?? 0);
        cells[cellInTable({ row, column, measure })] = value;
      }
    }
  }
  return { code, title, sheet, known, rows, columns, cells };
};
