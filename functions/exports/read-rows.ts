import type { Export } from "../../shared/domain/export/export.ts";
import type { Cell } from "../../shared/domain/export/export-column.ts";
import type { ExportListName } from "../../shared/domain/export/export-lists.ts";
import type { ReadRows, RowPorts, RowsRead } from "./list-rows.ts";
import { readAwards } from "./lists/awards.ts";
import { readBudgets } from "./lists/budgets.ts";
import { readCases } from "./lists/cases.ts";
import { readEntries } from "./lists/entries.ts";
import { readLines } from "./lists/lines.ts";
import { readOpenSpending } from "./lists/open-spending.ts";
import { readPayments } from "./lists/payments.ts";
import { readReferrals } from "./lists/referrals.ts";

const readers: { readonly [L in ExportListName]: ReadRows<L> } = {
  entries: readEntries,
  awards: readAwards,
  lines: readLines,
  payments: readPayments,
  budgets: readBudgets,
  cases: readCases,
  referrals: readReferrals,
  openSpending: readOpenSpending,
};

type AnyRow = Readonly<Record<string, Cell>>;

/** Reads the next rows of an export's list. */
export const readRows = (asked: Export, place: string | undefined, ports: RowPorts): Promise<RowsRead<AnyRow>> => {
  const read: ReadRows<ExportListName> = readers[asked.list] as ReadRows<ExportListName>;
  return read(asked, place, ports) as Promise<RowsRead<AnyRow>>;
};
