import { cleanLine } from "../clean-text.ts";
import { amountIn, plainWord, shownCell as shown } from "../csv/file-cell.ts";
import { type CsvRow, readCsv } from "../csv/read-csv.ts";
import type { Pence } from "../money.ts";

const columns = {
  council: "required",
  batch: "required",
  payment: "required",
  amount: "required",
  result: "required",
  /** The bank's own words, of which nothing follows. */
  reason: "optional",
} as const;
type Cells = CsvRow<keyof typeof columns>["cells"];

export const results = { paid: "Paid", rejected: "Rejected" } as const;
export type PaymentResult = keyof typeof results;

export type ResultRow = {
  /** As a spreadsheet counts: row 1 has the column names. */
  readonly row: number;
  readonly batch: string;
  readonly payment: string;
  readonly amount: Pence;
  readonly result: PaymentResult;
  readonly reason: string;
};
export type RowProblem = { readonly row: number; readonly because: string };

type ResultsRead =
  | { readonly kind: "read"; readonly rows: readonly ResultRow[]; readonly problems: readonly RowProblem[] }
  | { readonly kind: "refused"; readonly because: string };

const limits = { bytes: 1024 * 1024, rows: 5_000 };
const reasonMost = 200;

/** By its word, or as pages show it. */
const resultNamed = (cell: string): PaymentResult | undefined =>
  (Object.keys(results) as PaymentResult[]).find((result) => result === plainWord(cell));

type Read = ResultRow | RowProblem;
const isProblem = (read: Read): read is RowProblem => "because" in read;
const isRow = (read: Read): read is ResultRow => !isProblem(read);

const readRow = (row: number, cells: Cells, council: string): Read => {
  const { batch, payment, reason } = cells;
  if (plainWord(cells.council) !== plainWord(council))
    return { row, because: `This is a result for another council: ${shown(cells.council)}.` };
  const amount = amountIn(cells.amount);
  if (typeof amount === "object") return { row, ...amount };
  const result = resultNamed(cells.result);
  if (!result) return { row, because: `${shown(cells.result)} is not a result. It must be ${Object.keys(results).join(" or ")}.` };
  return { row, batch, payment, amount, result, reason: cleanLine(reason).slice(0, reasonMost) };
};

const agree = ([first, ...others]: readonly ResultRow[]): boolean =>
  others.every(({ amount, result }) => amount === first?.amount && result === first.result);

const paymentNamed = ({ batch, payment }: ResultRow): string => `${plainWord(batch)} ${plainWord(payment)}`;

/** A payment in two rows counts once if they agree, and not at all if they do not. */
const eachOnce = (rows: readonly ResultRow[]): readonly Read[] => {
  const groups = Map.groupBy(rows, paymentNamed);
  const byPayment = new Map([...groups].map(([name, of]) => [name, { first: of[0], agree: agree(of) }] as const));
  return rows.map((row): Read => {
    const { first = row, agree: isOne } = byPayment.get(paymentNamed(row)) ?? { agree: true };
    if (!isOne)
      return { row: row.row, because: `Payment ${shown(row.payment)} is in the file more than once, and not with the same result.` };
    return row === first ? row : { row: row.row, because: `Payment ${shown(row.payment)} is in row ${first.row} too.` };
  });
};

export const readResults = (file: Uint8Array, council: string): ResultsRead => {
  const csv = readCsv(file, columns, limits);
  if (csv.kind === "refused") return csv;
  const read = csv.rows.map(({ row, cells, problems: [because] }): Read => (because ? { row, because } : readRow(row, cells, council)));
  const once = eachOnce(read.filter(isRow));
  const problems = [...read.filter(isProblem), ...once.filter(isProblem)].toSorted((a, b) => a.row - b.row);
  return { kind: "read", rows: once.filter(isRow), problems };
};
