import writeSheets, { type SheetData } from "write-excel-file/node";
import { type Measure, measures } from "../../shared/domain/axes.ts";
import { pence, poundsInFile } from "../../shared/domain/money.ts";
import { type ComputedReturn, type ComputedTable, cellInTable } from "../../shared/domain/return/computed-return.ts";
import { measuresOf, type ReturnLayout, type ReturnTable } from "../../shared/domain/return/layout.ts";
import { csvOf } from "./csv-writer.ts";
import type { ToFill } from "./fill-workbook.ts";

/** A return with what finance typed, by table and field. */
export type ReturnToWrite = {
  readonly layout: ReturnLayout;
  readonly computed: ComputedReturn;
  readonly typed: Readonly<Record<string, string>>;
};

type Figure = { readonly row: string; readonly column: string; readonly measure: Measure; readonly value: number };

const figuresOf = (layout: ReturnTable, table: ComputedTable): readonly Figure[] =>
  table.rows.flatMap(({ code: row }) =>
    table.columns.flatMap(({ code: column }) =>
      measuresOf(layout, row, column).flatMap((measure) => {
        const value = table.cells[cellInTable({ row, column, measure })];
        return value === undefined ? [] : [{ row, column, measure, value }];
      }),
    ),
  );

const isTyped = ({ rowsBy }: ReturnTable): boolean => rowsBy === "typed";
const typedIn = ({ typed }: ReturnToWrite, table: string, field: string): string => typed[`${table}.${field}`] ?? "";

const labelIn = (headings: ComputedTable["rows"], code: string): string => headings.find((one) => one.code === code)?.label ?? code;

const tablesOf = ({ layout, computed }: ReturnToWrite) =>
  layout.tables.flatMap((table) => {
    const figures = computed.tables.find(({ code }) => code === table.code);
    return figures ? [{ table, figures }] : [];
  });

const csvHeading = ["sheet", "table", "row", "column", "measure", "value"];

/** One row for each figure and each typed answer. Spend is in pounds. */
export const returnCsv = (wanted: ReturnToWrite): string =>
  csvOf(
    csvHeading,
    tablesOf(wanted).flatMap(({ table, figures }) => {
      const { code, sheet, title } = table;
      if (isTyped(table)) return figures.rows.map((row) => [sheet, title, row.label, "", "", typedIn(wanted, code, row.code)]);
      return figuresOf(table, figures).map(({ row, column, measure, value }) => [
        ...[sheet, title, labelIn(figures.rows, row), labelIn(figures.columns, column), measures[measure]],
        measure === "spend" ? poundsInFile(pence(value)) : String(value),
      ]);
    }),
  );

const bold = (value: string) => ({ value, fontWeight: "bold" as const });
const figureCell = (measure: Measure, value: number) =>
  measure === "spend" ? { value: value / 100, type: Number, format: "#,##0.00" } : { value, type: Number, format: "#,##0" };

/** A table under its title: a column for each column and measure, as the return's page has it. */
const tableRows = (wanted: ReturnToWrite, table: ReturnTable, figures: ComputedTable): SheetData => {
  if (!table.known) return [[bold(table.title)], [{ value: "The rows of this table are not known yet.", type: String }]];
  if (isTyped(table))
    return [
      [bold(table.title)],
      ...figures.rows.map(({ code, label }) => [
        { value: label, type: String },
        { value: typedIn(wanted, table.code, code), type: String },
      ]),
    ];
  const all = figuresOf(table, figures);
  const isMeasure = table.rowsBy === "measure" || table.columnsBy === "measure";
  const columns = figures.columns.flatMap(({ code, label }) =>
    (isMeasure ? [undefined] : table.measures).map((measure) => ({
      code,
      measure,
      text: measure === undefined ? label : `${label}: ${measures[measure]}`,
    })),
  );
  return [
    [bold(table.title)],
    [bold(""), ...columns.map(({ text }) => bold(text))],
    ...figures.rows.map(({ code: row, label }) => [
      { value: label, type: String },
      ...columns.map(({ code, measure }) => {
        const found = all.find((one) => one.row === row && one.column === code && (measure === undefined || one.measure === measure));
        return found ? figureCell(found.measure, found.value) : null;
      }),
    ]),
  ];
};

/** The return in the department's sheets, table under table. It is small, so the library may hold it whole. */
export const returnWorkbook = async (wanted: ReturnToWrite): Promise<Buffer> => {
  const bySheet = Map.groupBy(tablesOf(wanted), ({ table }) => table.sheet);
  const sheets = [...bySheet].map(([sheet, tables]) => ({
    sheet: sheet.replaceAll(/[\\/*?:[\]]/g, " ").slice(0, 31),
    columns: [{ width: 48 }, ...Array.from({ length: 12 }, () => ({ width: 20 }))],
    data: tables.flatMap(({ table, figures }) => [...tableRows(wanted, table, figures), []]),
  }));
  return writeSheets(sheets).toBuffer();
};

const ownerFields = ["authority", "authorityCode"];

/** Lists the cells of the department's own workbook with their values. A field that nobody typed leaves its cell as it is. */
export const cellsToFill = (wanted: ReturnToWrite): readonly ToFill[] =>
  wanted.layout.cells.flatMap(({ table, row, column, measure, sheet, cell, labelCell, label }): ToFill[] => {
    const at = { sheet, cell, labelCell, label };
    if (measure === "typed") {
      const text = typedIn(wanted, table, row);
      return text === "" ? [] : [{ ...at, value: { text }, ...(ownerFields.includes(row) && { isOwner: true }) }];
    }
    const value = wanted.computed.tables.find(({ code }) => code === table)?.cells[cellInTable({ row, column, measure })];
    if (value === undefined) return [];
    return [{ ...at, value: { number: measure === "spend" ? poundsInFile(pence(value)) : String(value) } }];
  });
