import { type CsvRow, readCsv } from "../../shared/domain/csv/read-csv.ts";
import { saidBackStates } from "../../shared/domain/line/line.ts";
import { type Pence, parsePounds } from "../../shared/domain/money.ts";

const columns = { council: "required", reference: "required", state: "required", amount: "required" } as const;
type Cells = CsvRow<keyof typeof columns>["cells"];

/** The states that a provider, a supplier or a partner may write in a file. */
export const resultStates = ["delivered", "activated", "redeemed", "spent", ...saidBackStates] as const;
export type ResultState = (typeof resultStates)[number];

export type LineResult = {
  /** As a spreadsheet counts: the heading is row 1. */
  readonly row: number;
  readonly reference: string;
  readonly state: ResultState;
  readonly amount: Pence;
};
export type RowProblem = { readonly row: number; readonly because: string };

export type LineResultsRead =
  | { readonly kind: "read"; readonly rows: readonly LineResult[]; readonly problems: readonly RowProblem[] }
  | { readonly kind: "refused"; readonly because: string };

/** Finance waits while these rows are taken; a longer file comes in parts. */
const limits = { bytes: 1024 * 1024, rows: 200 };
const exactPounds = /^\d{1,9}\.\d{2}$/;

const shown = (cell: string): string => `“${cell.slice(0, 40)}”`;
const isState = (text: string): text is ResultState => (resultStates as readonly string[]).includes(text);

const readRow = (row: number, { reference, state, amount: typed }: Cells): LineResult | RowProblem => {
  const amount = exactPounds.test(typed) ? parsePounds(typed) : undefined;
  if (amount?.kind !== "pounds") return { row, because: `${shown(typed)} is no amount in pounds and pence, like 120.00.` };
  if (!isState(state)) return { row, because: `${shown(state)} is no state. It must be ${resultStates.join(", ")}.` };
  return { row, reference, state, amount: amount.amount };
};

/** Two equal rows for one reference count once. Two rows that differ count not at all. */
const eachOnce = (rows: readonly LineResult[]): readonly (LineResult | RowProblem)[] => {
  const byReference = Map.groupBy(rows, ({ reference }) => reference);
  return rows.map((row) => {
    const [first = row, ...others] = byReference.get(row.reference) ?? [];
    if (others.some(({ amount, state }) => amount !== first.amount || state !== first.state))
      return { row: row.row, because: `${shown(row.reference)} is in the file more than once, and not with the same state.` };
    return row === first ? row : { row: row.row, because: `${shown(row.reference)} is in row ${first.row} too.` };
  });
};

const isProblem = (read: LineResult | RowProblem): read is RowProblem => "because" in read;
const isResult = (read: LineResult | RowProblem): read is LineResult => !isProblem(read);

/** Reads a file of results. A row of another council refuses the whole file: finance chose the wrong one. */
export const readLineResults = (file: Uint8Array, council: string): LineResultsRead => {
  const csv = readCsv(file, columns, limits);
  if (csv.kind === "refused") return csv;
  const foreign = csv.rows.find(({ cells }) => cells.council !== council);
  if (foreign)
    return {
      kind: "refused",
      because: `Row ${foreign.row} is a result for another council: ${shown(foreign.cells.council)}. Nothing was changed.`,
    };
  const read = csv.rows.map(({ row, cells, problems: [because] }) => (because ? { row, because } : readRow(row, cells)));
  const once = eachOnce(read.filter(isResult));
  const problems = [...read.filter(isProblem), ...once.filter(isProblem)].toSorted((a, b) => a.row - b.row);
  return { kind: "read", rows: once.filter(isResult), problems };
};
