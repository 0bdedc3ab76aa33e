import { stringify } from "csv-stringify/sync";
import type { Cell, Column } from "../../shared/domain/export/export-column.ts";
import { pence, poundsInFile } from "../../shared/domain/money.ts";
import { cleanCell, londonTime } from "./cell-text.ts";

const options = {
  record_delimiter: "windows",
  // Of text alone: a number below zero begins with a minus sign too, and has to stay one.
  escape_formulas: true,
  quoted_match: /[\r\n]/,
} as const;

const csvValue = ({ kind }: Column, cell: Cell): string | number => {
  if (cell === undefined) return "";
  if (kind === "count") return cell;
  if (kind === "time") return londonTime(String(cell));
  return typeof cell === "number" ? cell : cleanCell(cell);
};

/** Rows as the lines of a CSV file. No spreadsheet runs a cell of it. */
export const csvRows = (columns: readonly Column[], rows: readonly (readonly Cell[])[]): string =>
  stringify(
    rows.map((row) => columns.map((column, index) => csvValue(column, row[index]))),
    {
      ...options,
      cast: { number: (value, { index }) => (columns[index]?.kind === "pounds" ? poundsInFile(pence(value)) : String(value)) },
    },
  );

/** The start of the file: Excel needs the byte-order mark to read UTF-8. */
export const csvHeading = (columns: readonly Column[]): string => stringify([columns.map(({ label }) => label)], { ...options, bom: true });

/** A small file in one go. */
export const csvOf = (heading: readonly string[], rows: readonly (readonly string[])[]): string =>
  stringify([[...heading], ...rows.map((row) => row.map(cleanCell))], { ...options, bom: true });
