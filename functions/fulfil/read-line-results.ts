import { amountIn, plainWord, shownCell as shown } from "../../shared/domain/csv/file-cell.ts";
import { type CsvRow, readCsv } from "../../shared/domain/csv/read-csv.ts";
import { saidBackStates } from "../../shared/domain/line/line.ts";
import type { Pence } from "../../shared/domain/money.ts";

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

const states = new Map<string, ResultState>(resultStates.map((state) => [plainWord(state), state]));

const readRow = (row: number, cells: Cells): LineResult | RowProblem => {
  const amount = amountIn(cells.amount);
  if (typeof amount === "object") return { row, ...amount };
  const state = states.get(plainWord(cells.state));
  if (!state) return { row, because: `${shown(cells.state)} is not a state. It must be ${resultStates.join(", ")}.` };
  return { row, reference: plainWord(cells.reference).toUpperCase(), state, amount };
};

const agree = ([first, ...others]: readonly LineResult[]): boolean =>
  others.every(({ amount, state }) => amount === first?.amount && state === first.state);

/** Two equal rows for one reference count once. Two rows that differ count not at all. */
const eachOnce = (rows: readonly LineResult[]): readonly (LineResult | RowProblem)[] => {
  const groups = Map.groupBy(rows, ({ reference }) => reference);
  const byReference = new Map([...groups].map(([reference, of]) => [reference, { first: of[0], agree: agree(of) }] as const));
  return rows.map((row) => {
    const { first = row, agree: isOne } = byReference.get(row.reference) ?? { agree: true };
    if (!isOne) return { row: row.row, because: `${shown(row.reference)} is in the file more than once, and not with the same state.` };
    return row === first ? row : { row: row.row, because: `${shown(row.reference)} is in row ${first.row} too.` };
  });
};

const isProblem = (read: LineResult | RowProblem): read is RowProblem => "because" in read;
const isResult = (read: LineResult | RowProblem): read is LineResult => !isProblem(read);

/** Reads a file of results. A row of another council refuses the whole file: finance chose the wrong one. */
export const readLineResults = (file: Uint8Array, council: string): LineResultsRead => {
  const csv = readCsv(file, columns, limits);
  if (csv.kind === "refused") return csv;
  const foreign = csv.rows.find(({ cells }) => plainWord(cells.council) !== plainWord(council));
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
