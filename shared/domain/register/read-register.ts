import type { Encoding } from "../csv/decode-text.ts";
import { type CsvRow, readCsv } from "../csv/read-csv.ts";
import type { Day } from "../dates.ts";
import { readingsOf } from "../written-days.ts";
import type { RegisterKind } from "./register.ts";
import { namesOfColumns, type RegisterColumn, registerColumns } from "./register-columns.ts";
import { type RegisterDates, type RegisterRow, type RowFault, readRegisterRow } from "./register-row.ts";

/** Of one file. A larger list comes in several files. */
export const registerFileLimits = { bytes: 4 * 1024 * 1024, rows: 50_000 } as const;
/** Of all files of a list together. */
export const registerRowsMost = 200_000;

export type RegisterRead =
  | { readonly kind: "refused"; readonly because: string }
  /** Nothing of a file with faults is kept, so that nothing of it is half loaded. */
  | { readonly kind: "faulty"; readonly faults: readonly RowFault[]; readonly faultyRows: number; readonly rows: number }
  | {
      readonly kind: "read";
      readonly rows: readonly RegisterRow[];
      readonly readAs: Encoding;
      readonly ignored: readonly string[];
      readonly mended: readonly number[];
      readonly withoutUprn: number;
    };

const dateColumn = /date|dob|_on$|_start$|_expiry$|_end$|_from$/;

const isMonthFirst = (cell: string): boolean => {
  const readings = readingsOf(cell);
  return readings.length > 0 && readings.every(({ order }) => order === "monthFirst");
};

const datesOf = (rows: readonly CsvRow<RegisterColumn>[], columns: readonly RegisterColumn[], today: Day): RegisterDates => {
  const dated = columns.filter((column) => dateColumn.test(column));
  const monthFirst = rows.find(({ cells }) => dated.some((column) => isMonthFirst(cells[column])));
  return { today, ...(monthFirst && { monthFirstIn: monthFirst.row }) };
};

/** Reads a file of a list by the names of its columns, in any order. It is read whole, or each of its faults is named. */
export const readRegister = (bytes: Uint8Array, kind: RegisterKind, today: Day): RegisterRead => {
  const known = registerColumns[kind] as Readonly<Record<RegisterColumn, "required" | "optional">>;
  const columns = Object.keys(known) as RegisterColumn[];
  const file = readCsv<RegisterColumn>(bytes, known, registerFileLimits, namesOfColumns(kind));
  if (file.kind === "refused") return file;
  if (kind === "awardList" && file.rows.every(({ cells }) => cells.name === "" && cells.surname === ""))
    return { kind: "refused", because: "The file has no column with names: call it name, or surname and forename." };
  const dates = datesOf(file.rows, columns, today);
  const read = file.rows.map((row) => readRegisterRow(kind, row, dates));
  const faulty = read.filter(({ faults }) => faults.length > 0);
  if (faulty.length > 0)
    return { kind: "faulty", faults: faulty.flatMap(({ faults }) => faults), faultyRows: faulty.length, rows: read.length };
  return {
    kind: "read",
    rows: read.flatMap((row) => row.read ?? []),
    readAs: file.encoding,
    ignored: file.ignored,
    mended: file.rows.filter(({ isMended }) => isMended).map(({ row }) => row),
    withoutUprn: read.filter(({ lostUprn }) => lostUprn).length,
  };
};
