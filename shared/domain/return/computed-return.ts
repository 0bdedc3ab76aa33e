import type { Measure } from "../axes.ts";
import type { EntryKind } from "../ledger/ledger.ts";
import type { SchemeCode } from "../scheme/scheme.ts";
import type { Window } from "./line-book.ts";

export type CellRef = { readonly table: string; readonly row: string; readonly column: string; readonly measure: Measure };

/** The key of a cell in its own table. */
export const cellInTable = ({ row, column, measure }: Omit<CellRef, "table">): string => `${row}.${column}.${measure}`;

export type Heading = { readonly code: string; readonly label: string };

export type ComputedTable = {
  readonly code: string;
  readonly title: string;
  readonly sheet: string;
  /** An unknown table has no rows, columns or cells. */
  readonly known: boolean;
  readonly rows: readonly Heading[];
  readonly columns: readonly Heading[];
  /** By cellInTable. Spend is in pence. */
  readonly cells: Readonly<Record<string, number>>;
};

export type ComputedReturn = {
  readonly scheme: SchemeCode;
  readonly schemeVersion: number;
  readonly code: string;
  readonly window: Window;
  readonly tables: readonly ComputedTable[];
  readonly totals: { readonly spend: number; readonly volumes: number; readonly households: number; readonly administration: number };
};

/** What one line adds to a cell. The lines and the money of a cell add up to it. */
export type LineOfCell = {
  readonly awardId: string;
  readonly caseId: string;
  readonly line: number;
  readonly householdId: string;
  readonly label: string;
  readonly spend: number;
  readonly volume: number;
  /** One for the first line of each household in the cell, and otherwise none. */
  readonly counts: number;
};

/** What an entry without an award adds to the spend of a cell: for a service, for administration, or a contribution. */
export type MoneyOfCell = {
  readonly entryId: string;
  readonly kind: EntryKind;
  readonly category: string;
  readonly at: string;
  readonly spend: number;
};
