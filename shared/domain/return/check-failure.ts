import type { Measure } from "../axes.ts";

/** Where in a return a check failed: a cell, or as much of one as the check can name. */
export type Place = { readonly table: string; readonly row?: string; readonly column?: string; readonly measure?: Measure };

/** A check that failed. It names its place, and says what is wrong and what mends it. Any failure blocks the certificate. */
export type CheckFailure = { readonly check: string; readonly at: Place; readonly says: string };

/** "table.row.column.measure", as cells are named everywhere. */
export const placeName = ({ table, row, column, measure }: Place): string =>
  [table, row, column, measure].filter((part) => part !== undefined).join(".");
