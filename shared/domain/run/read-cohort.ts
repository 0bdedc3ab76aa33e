import { type CsvRead, type CsvRow, readCsv } from "../csv/read-csv.ts";
import type { Day } from "../dates.ts";
import type { Scheme } from "../scheme/scheme.ts";
import {
  alsoCalled,
  type CohortColumn,
  type CohortRow,
  cohortColumns,
  type DateOrder,
  isMonthFirst,
  readCohortRow,
  type Whereabouts,
} from "./cohort-row.ts";

/** A longer list is several runs. */
export const cohortLimits = { bytes: 4 * 1024 * 1024, rows: 20_000 } as const;

/** `read` only where the row has no problem. */
export type ListedRow = {
  readonly row: number;
  /** As typed, to find the row again; empty where it has none. */
  readonly reference: string;
  readonly who?: Whereabouts;
  readonly read?: CohortRow;
  /** A letter of it was read in another way than the file's. */
  readonly isMended?: true;
  readonly problems: readonly string[];
};

export type CohortRead =
  | Extract<CsvRead<CohortColumn>, { kind: "refused" }>
  | {
      readonly kind: "read";
      readonly encoding: Extract<CsvRead<CohortColumn>, { kind: "read" }>["encoding"];
      readonly rows: readonly ListedRow[];
      readonly ignored: readonly string[];
    };

const listedFrom = ({ row, cells, isMended, problems }: CsvRow<CohortColumn>, scheme: Scheme, today: Day, order: DateOrder): ListedRow => {
  const { who, read, problems: further } = readCohortRow(cells, scheme, today, order);
  const all = [...problems, ...further];
  const reference = cells.reference.slice(0, 60);
  return { row, reference, ...(isMended && { isMended }), ...(who && { who }), ...(all.length === 0 && read && { read }), problems: all };
};

export const readCohort = (bytes: Uint8Array, scheme: Scheme, today: Day): CohortRead => {
  const file = readCsv(bytes, cohortColumns, cohortLimits, alsoCalled);
  if (file.kind === "refused") return file;
  const monthFirst = file.rows.find(({ cells }) => isMonthFirst(cells.date_of_birth));
  const order: DateOrder = monthFirst ? { monthFirstIn: monthFirst.row } : {};
  const { encoding, ignored } = file;
  return { kind: "read", encoding, ignored, rows: file.rows.map((row) => listedFrom(row, scheme, today, order)) };
};
