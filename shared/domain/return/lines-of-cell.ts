import { total } from "../axes.ts";
import type { Scheme } from "../scheme/scheme.ts";
import { cellsOfLines, cellsOfMoney } from "./cells-of-line.ts";
import type { CellRef, LineOfCell, MoneyOfCell } from "./computed-return.ts";
import { collectHouseholds } from "./households-counted.ts";
import type { ReturnLayout, ReturnTable } from "./layout.ts";
import type { LineBook, Window } from "./line-book.ts";

type Place = { readonly table: ReturnTable; readonly row: string; readonly column: string };

const placeOf = (layout: ReturnLayout, cell: CellRef): Place | undefined => {
  const table = layout.tables.find(({ code, known }) => code === cell.table && known);
  return (
    table && {
      table,
      row: table.rowsBy === "measure" ? total : cell.row,
      column: table.columnsBy === "measure" ? total : cell.column,
    }
  );
};

/** The lines that make up a cell, netted: what came back before the last day is not there. Goes through the book twice. */
export function* linesOfCell(layout: ReturnLayout, scheme: Scheme, book: LineBook, window: Window, cell: CellRef): Generator<LineOfCell> {
  const place = placeOf(layout, cell);
  if (!place) return;
  const households = collectHouseholds(book.joins, window.asOf);
  for (const line of book.lines) households.add(line);
  const [groupOf, holders] = [households.groups(), households.holders()];
  const counted = new Set<string>();
  const ofLine = cellsOfLines({ layout, scheme, window });
  for (const line of book.lines) {
    const added = ofLine(line)
      .of(place.table)
      .find(({ row, column }) => row === place.row && column === place.column);
    if (!added) continue;
    const { awardId, caseId, label } = line;
    const householdId = holders.get(awardId) ?? line.householdId;
    const group = groupOf(householdId);
    const isFirst = added.volume > 0 && !counted.has(group);
    if (isFirst) counted.add(group);
    yield { awardId, caseId, line: line.line, householdId, label, spend: added.spend, volume: added.volume, counts: isFirst ? 1 : 0 };
  }
}

/** The entries without an award that make up a cell: services, administration and contributions. */
export function* moneyOfCell(layout: ReturnLayout, scheme: Scheme, book: LineBook, window: Window, cell: CellRef): Generator<MoneyOfCell> {
  const place = placeOf(layout, cell);
  if (!place) return;
  for (const { row, column, spend, move } of cellsOfMoney(book.money, { layout, scheme, window }).of(place.table))
    if (row === place.row && column === place.column)
      yield { entryId: move.entryId, kind: move.kind, category: move.category, at: move.at, spend };
}
