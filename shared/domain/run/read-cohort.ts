import { type CsvRead, type CsvRow, readCsv } from "../csv/read-csv.ts";
import type { Day } from "../dates.ts";
import type { Scheme } from "../scheme/scheme.ts";
import { type CohortColumn, type CohortRow, cohortColumns, readCohortRow, type Whereabouts } from "./cohort-row.ts";

/** A longer list is several runs. */
export const cohortLimits = { bytes: 4 * 1024 * 1024, rows: 20_000 } as const;

/** `read` only where the row has no problem. */
export type ListedRow = {
  readonly row: number;
  /** As typed, to find the row again; empty where it has none. */
  readonly reference: string;
  readonly who?: Whereabouts;
  readonly read?: CohortRow;
  readonly problems: readonly string[];
};

export type CohortRead =
  | Extract<CsvRead<CohortColumn>, { kind: "refused" }>
  | {
      readonly kind: "read";
      readonly encoding: Extract<CsvRead<CohortColumn>, { kind: "read" }>["encoding"];
      readonly rows: readonly ListedRow[];
    };

const listedFrom = ({ row, cells, problems }: CsvRow<CohortColumn>, scheme: Scheme, today: Day): ListedRow => {
  const { who, read, problems: further } = readCohortRow(cells, scheme, today);
  const all = [...problems, ...further];
  return { row, reference: cells.reference.slice(0, 60), ...(who && { who }), ...(all.length === 0 && read && { read }), problems: all };
};

export const readCohort = (bytes: Uint8Array, scheme: Scheme, today: Day): CohortRead => {
  const file = readCsv(bytes, cohortColumns, cohortLimits);
  if (file.kind === "refused") return file;
  return { kind: "read", encoding: file.encoding, rows: file.rows.map((row) => listedFrom(row, scheme, today)) };
};
