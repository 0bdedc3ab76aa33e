import { measures } from "../../shared/domain/axes.ts";
import type { CellRef, LineOfCell } from "../../shared/domain/return/computed-return.ts";
import type { LineBook } from "../../shared/domain/return/line-book.ts";
import { linesOfCell } from "../../shared/domain/return/lines-of-cell.ts";
import { type FindReturnPorts, type FoundReturn, findReturn, type SeenFigures, seeFigures, type Wanted } from "./find-return.ts";

export type OpenCellPorts = FindReturnPorts & {
  /** The scheme's book as it is kept, without reading on. A return was counted from no less. */
  readonly books: { kept(scheme: string): Promise<LineBook | undefined> };
};

export type OpenedCell = FoundReturn & {
  readonly seen: SeenFigures;
  readonly cell: CellRef;
  readonly value: number;
  readonly lines: readonly LineOfCell[];
};

/** A cell's name is "table.row.column.measure". */
const cellNamed = (name: string): CellRef | undefined => {
  const [table, row, column, measure, ...more] = name.split(".");
  if (!table || !row || !column || !measure || more.length > 0 || !Object.hasOwn(measures, measure)) return undefined;
  return { table, row, column, measure: measure as CellRef["measure"] };
};

/** One figure with all lines of awards behind it. Together they come to the figure. */
export const openCell = async (wanted: Wanted & { readonly cell: string }, ports: OpenCellPorts): Promise<OpenedCell | undefined> => {
  const [found, cell] = [await findReturn(wanted, ports), cellNamed(wanted.cell)];
  const seen = found && cell && (await seeFigures(found, wanted.now, ports));
  if (!seen) return undefined;
  const value = seen.computed.tables.find(({ code }) => code === cell.table)?.cells[`${cell.row}.${cell.column}.${cell.measure}`];
  const book = value === undefined ? undefined : await ports.books.kept(found.scheme.code);
  if (value === undefined || !book) return undefined;
  return { ...found, seen, cell, value, lines: [...linesOfCell(found.layout, found.scheme, book, found.prepared.window, cell)] };
};

export const shareOf = ({ measure }: Pick<CellRef, "measure">, line: LineOfCell): number =>
  measure === "spend" ? line.spend : measure === "volumes" ? line.volume : line.counts;
