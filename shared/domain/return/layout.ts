import {
  type Axis,
  type Composition,
  compositions,
  cutAxes,
  everyReturn,
  measures,
  notRecorded,
  type Precedence,
  routes,
  type SpendCounts,
  total,
  withoutPurpose,
} from "../axes.ts";
import { addMonths, type Day, formatMonth } from "../dates.ts";
import { deliveries, type Scheme } from "../scheme/scheme.ts";
import type { Heading } from "./computed-return.ts";

export type ReturnTable = Scheme["returnTables"][number];
export type ReturnField = Scheme["returnFields"][number];
export type ReturnCell = Scheme["returnCells"][number];

/** One return of a scheme as its document lays it out. */
export type ReturnLayout = {
  readonly scheme: string;
  readonly schemeVersion: number;
  readonly code: string;
  readonly name: string;
  readonly from: Day;
  readonly to: Day;
  readonly due?: Day;
  readonly layout: string;
  readonly counts: SpendCounts;
  readonly cumulative: boolean;
  readonly fileName?: string;
  readonly verified: boolean;
  readonly source: string;
  readonly tables: readonly ReturnTable[];
  readonly fields: readonly ReturnField[];
  readonly cells: readonly ReturnCell[];
  readonly administration: Scheme["administration"];
  readonly contributions: Scheme["contributions"];
};

/** Undefined where the scheme has no such return. */
export const layoutOf = (scheme: Scheme, returnCode: string): ReturnLayout | undefined => {
  const asked = scheme.returns.find(({ code }) => code === returnCode);
  if (!asked) return undefined;
  const tables = scheme.returnTables.filter(({ returns }) => returns.includes(returnCode) || returns.includes(everyReturn));
  const isIts = ({ table }: { readonly table: string }) => tables.some(({ code }) => code === table);
  return {
    scheme: scheme.code,
    schemeVersion: scheme.version,
    ...asked,
    tables,
    fields: scheme.returnFields.filter(isIts),
    cells: scheme.returnCells.filter(isIts),
    administration: scheme.administration,
    contributions: scheme.contributions,
  };
};

const headings = (labels: Readonly<Record<string, string>>): readonly Heading[] =>
  Object.entries(labels).map(([code, label]) => ({ code, label }));

const unrecorded: Heading = { code: notRecorded, label: "Not recorded" };
const everything: Heading = { code: total, label: "Total" };

/** The calendar months from the first day to the last. */
const monthsOf = ({ from, to }: { readonly from: Day; readonly to: Day }): readonly Heading[] => {
  const months: Heading[] = [];
  for (let first = `${from.slice(0, 7)}-01`; first <= to; first = addMonths(first, 1)) {
    const code = first.slice(0, 7);
    months.push({ code, label: formatMonth(code) });
  }
  return months;
};

type Days = { readonly from: Day; readonly to: Day };
type Drawn = (scheme: Scheme, table: Pick<ReturnTable, "code" | "measures">, days: Days) => readonly Heading[];

/** Administration has its own table: it is never part of what households got. */
const drawn: Readonly<Record<Axis, Drawn>> = {
  total: () => [everything],
  measure: (_, table) => table.measures.map((code) => ({ code, label: measures[code] })),
  category: ({ categories }) =>
    categories.filter(({ pays }) => pays !== "administration").map(({ code, reportsAs }) => ({ code, label: reportsAs })),
  strand: ({ categories }) => categories.map(({ code, label }) => ({ code, label })),
  composition: () => [...headings(compositions), unrecorded],
  delivery: () => [...headings(deliveries), { code: "OTHER", label: "Other" }, unrecorded],
  route: () => [...headings(routes), unrecorded],
  month: (_, __, days) => monthsOf(days),
  administration: ({ administration }) => administration.map(({ code, label }) => ({ code, label })),
  contribution: ({ contributions }) => contributions.map(({ code, label }) => ({ code, label })),
  purpose: ({ purposes }) => [...purposes.map(({ code, label }) => ({ code, label })), { code: withoutPurpose, label: "All other money" }],
  typed: ({ returnFields }, table) =>
    returnFields.filter((field) => field.table === table.code).map(({ code, label }) => ({ code, label })),
};

const withTotal = (by: Axis, table: Pick<ReturnTable, "totals">, listed: readonly Heading[]): readonly Heading[] =>
  table.totals && cutAxes.includes(by) ? [...listed, everything] : listed;

/** The rows of a table for the days that a return covers; `TOTAL` is the last where the table asks for totals. */
export const rowsIn = (scheme: Scheme, table: ReturnTable, days: Days): readonly Heading[] =>
  withTotal(table.rowsBy, table, drawn[table.rowsBy](scheme, table, days));
export const columnsIn = (scheme: Scheme, table: ReturnTable, days: Days): readonly Heading[] =>
  withTotal(table.columnsBy, table, drawn[table.columnsBy](scheme, table, days));

/** The measures of one cell: where the rows or the columns are the measures, the one that stands there. */
export const measuresOf = (table: Pick<ReturnTable, "rowsBy" | "columnsBy" | "measures">, row: string, column: string) =>
  table.measures.filter(
    (measure) => (table.rowsBy !== "measure" || row === measure) && (table.columnsBy !== "measure" || column === measure),
  );

const precedenceOrder = (precedence: Precedence) => precedence.split("_") as Composition[];

/** The one composition under which a table reports a household. Without any it is another household. */
export const compositionIn = (table: Pick<ReturnTable, "precedence">, of: readonly Composition[]): Composition =>
  precedenceOrder(table.precedence ?? "DISABLED_PENSIONER_CHILDREN").find((one) => of.includes(one)) ?? "OTHER";
