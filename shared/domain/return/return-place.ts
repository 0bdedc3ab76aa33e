import { type Axis, cutAxes, type Measure, total } from "../axes.ts";
import type { Place } from "./check-failure.ts";
import type { ReturnTable } from "./layout.ts";

/** The axes that cut the lines of awards, and those that leave them whole. */
const wholeAxes: readonly Axis[] = ["total", "measure"];
const cutsOrWhole = (by: Axis): boolean => cutAxes.includes(by) || wholeAxes.includes(by);

/** A table that counts every line of an award once, however it is cut. */
export const countsEveryLine = ({ known, rowsBy, columnsBy, measures }: ReturnTable): boolean =>
  known && measures.length > 0 && cutsOrWhole(rowsBy) && cutsOrWhole(columnsBy);

const across = (by: Axis, measure: Measure): string => (by === "measure" ? measure : total);

type Tables = { readonly tables: readonly ReturnTable[] };

const firstTable = ({ tables }: Tables): string => tables[0]?.code ?? "return";

/** The cell of one row in the first table that is cut so. */
const cellBy = ({ tables }: Tables, axes: readonly Axis[], code: string, measure: Measure): Place | undefined => {
  const isIts = (table: ReturnTable) => countsEveryLine(table) && table.measures.includes(measure);
  const byRow = tables.find((table) => isIts(table) && axes.includes(table.rowsBy));
  if (byRow) return { table: byRow.code, row: code, column: across(byRow.columnsBy, measure), measure };
  const byColumn = tables.find((table) => isIts(table) && axes.includes(table.columnsBy));
  return byColumn && { table: byColumn.code, row: across(byColumn.rowsBy, measure), column: code, measure };
};

export const cellOfCategory = (layout: Tables, category: string, measure: Measure = "spend"): Place =>
  cellBy(layout, ["category", "strand"], category, measure) ?? cellOfTotal(layout, measure);

/** The cell of everything. A return without one names its first table. */
export const cellOfTotal = (layout: Tables, measure: Measure = "spend"): Place => {
  const table = layout.tables.find(
    (one) =>
      countsEveryLine(one) && one.measures.includes(measure) && (one.totals || (one.rowsBy === "total" && one.columnsBy !== "typed")),
  );
  if (!table) return { table: firstTable(layout), measure };
  return { table: table.code, row: across(table.rowsBy, measure), column: across(table.columnsBy, measure), measure };
};
