import { measures } from "../../shared/domain/axes.ts";
import type { CellRef, LineOfCell, MoneyOfCell } from "../../shared/domain/return/computed-return.ts";
import { linesOfCell, moneyOfCell } from "../../shared/domain/return/lines-of-cell.ts";
import type { LineBooks } from "../../shared/store/line-book.ts";
import { type FindReturnPorts, type FoundReturn, findReturn, type SeenFigures, seeFigures, type Wanted } from "./find-return.ts";

export type OpenCellPorts = FindReturnPorts & {
  /** The scheme's book as it is kept, without reading on. A return was counted from no less. */
  readonly books: Pick<LineBooks, "kept">;
};

export type OpenedCell = FoundReturn & {
  readonly seen: SeenFigures;
  readonly cell: CellRef;
  readonly value: number;
  readonly lines: readonly LineOfCell[];
  /** Entries without an award: for services, administration and contributions. */
  readonly money: readonly MoneyOfCell[];
};

/** A cell's name is "table.row.column.measure". */
const cellNamed = (name: string): CellRef | undefined => {
  const [table, row, column, measure, ...more] = name.split(".");
  if (!table || !row || !column || !measure || more.length > 0 || !Object.hasOwn(measures, measure)) return undefined;
  return { table, row, column, measure: measure as CellRef["measure"] };
};

/** One figure with all lines of awards and other entries behind it. Together they come to the figure. */
export const openCell = async (wanted: Wanted & { readonly cell: string }, ports: OpenCellPorts): Promise<OpenedCell | undefined> => {
  const [found, cell] = [await findReturn(wanted, ports), cellNamed(wanted.cell)];
  const seen = found && cell && (await seeFigures(found, wanted.now, ports));
  if (!seen) return undefined;
  const value = seen.computed.tables.find(({ code }) => code === cell.table)?.cells[`${cell.row}.${cell.column}.${cell.measure}`];
  const book = value === undefined ? undefined : await ports.books.kept(found.scheme.code);
  if (value === undefined || !book) return undefined;
  const { layout, scheme, prepared } = found;
  const lines = [...linesOfCell(layout, scheme, book, prepared.window, cell)];
  const money = cell.measure === "spend" ? [...moneyOfCell(layout, scheme, book, prepared.window, cell)] : [];
  return { ...found, seen, cell, value, lines, money };
};

export const shareOf = ({ measure }: Pick<CellRef, "measure">, line: LineOfCell): number =>
  measure === "spend" ? line.spend : measure === "volumes" ? line.volume : line.counts;
