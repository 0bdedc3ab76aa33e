import { CsvError, parse } from "csv-parse/sync";
import { decodeText, type Encoding } from "./decode-text.ts";
import { isFormula } from "./formula.ts";

export type Columns = { readonly [column: string]: "required" | "optional" };

export type Limits = { readonly bytes: number; readonly rows: number };

/** Numbered as a spreadsheet numbers it: the heading is row 1. */
export type CsvRow<C extends string> = {
  readonly row: number;
  /** Trimmed; a column that the file does not have is empty. */
  readonly cells: Readonly<Record<C, string>>;
  readonly problems: readonly string[];
};

export type CsvRead<C extends string> =
  | { readonly kind: "refused"; readonly because: string }
  | { readonly kind: "read"; readonly encoding: Encoding; readonly rows: readonly CsvRow<C>[] };

const plainHeader = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");

const delimiters = [",", ";", "\t"] as const;

const delimiterOf = (text: string): string => {
  const heading = /^[^\r\n]*/.exec(text)?.[0] ?? "";
  const count = (delimiter: string) => heading.split(delimiter).length;
  return delimiters.toSorted((a, b) => count(b) - count(a))[0] ?? ",";
};

/** More columns than any list has, and more cells than a spreadsheet leaves empty behind them. */
const columnsMost = 100;
const cellsMost = 1_000;

/** The first line with more delimiters than a row may have cells, found before any work is done on it. */
const widestLine = (text: string): number | undefined => {
  let line = 1;
  let cells = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === "\n" || (character === "\r" && text[index + 1] !== "\n")) {
      line += 1;
      cells = 0;
    } else if (character === "," || character === ";" || character === "\t") {
      cells += 1;
      if (cells >= cellsMost) return line;
    }
  }
  return undefined;
};

const namesShown = 5;
const lettersShown = 40;
const listed = (names: readonly string[]): string => {
  const first = names.slice(0, namesShown).map((name) => `“${name.slice(0, lettersShown)}”`);
  return `${first.join(", ")}${names.length > namesShown ? ` and ${names.length - namesShown} more` : ""}`;
};

const headingProblem = (heading: readonly string[], columns: Columns): string | undefined => {
  const known = Object.keys(columns);
  const missing = known.filter((column) => columns[column] === "required" && !heading.includes(column));
  const unknown = heading.filter((name) => name !== "" && !known.includes(name));
  const twice = heading.filter((name, index) => name !== "" && heading.indexOf(name) < index);
  if (missing.length === 0 && unknown.length === 0 && twice.length === 0) return undefined;
  const parts = [
    ...(missing.length > 0 ? [`has no column ${listed(missing)}`] : []),
    ...(unknown.length > 0 ? [`has columns that are not known here: ${listed(unknown)}`] : []),
    ...(twice.length > 0 ? [`has a column twice: ${listed(twice)}`] : []),
  ];
  return `The first row of the file ${parts.join(", and ")}. The columns are ${known.join(", ")}.`;
};

const formulaProblems = (heading: readonly string[], record: readonly string[]): string[] =>
  record.flatMap((cell, index) =>
    isFormula(cell)
      ? [`${heading[index] || `Column ${index + 1}`}: begins with “${cell.charAt(0)}”, which a spreadsheet would run as a formula`]
      : [],
  );

const thousands = (number: number) => number.toLocaleString("en-GB");

/** Reads a CSV file as people save them: three encodings, three delimiters, quotes, columns in any order. A bad row hides no other. */
export const readCsv = <C extends string>(
  bytes: Uint8Array,
  columns: Readonly<Record<C, "required" | "optional">>,
  limits: Limits,
): CsvRead<C> => {
  const refused = (because: string) => ({ kind: "refused", because }) as const;
  if (bytes.length === 0) return refused("The file is empty.");
  const tooMany = `The file has more than ${thousands(limits.rows)} rows. Split it into smaller files.`;
  if (bytes.length > limits.bytes) return refused(`The file is larger than ${limits.bytes / 1024 / 1024} MB. Split it into smaller files.`);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return refused("The file is a spreadsheet workbook. Save it as CSV and choose that file.");
  const decoded = decodeText(bytes);
  if (decoded.kind === "notText") return refused("The file is not text. Save the list as CSV and choose that file.");

  const wide = widestLine(decoded.text);
  if (wide !== undefined)
    return refused(`Line ${wide} of the file has more than ${thousands(cellsMost)} cells. Take out what is not part of the list.`);

  let records: string[][];
  try {
    // Two rows above the limit are enough to know that there are too many.
    records = parse(decoded.text, { delimiter: delimiterOf(decoded.text), relax_column_count: true, trim: true, to: limits.rows + 2 });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refused(
      `The file cannot be read from line ${error.lines ?? 1} on: a quotation mark there has no partner or stands inside a cell.`,
    );
  }
  if ((records[0]?.length ?? 0) > columnsMost)
    return refused(`The first row of the file has more than ${columnsMost} columns. The columns are ${Object.keys(columns).join(", ")}.`);
  const heading = (records[0] ?? []).map(plainHeader);
  const problem = headingProblem(heading, columns);
  if (problem) return refused(problem);

  const places = Object.keys(columns).map((column) => [column, heading.indexOf(column)] as const);
  // Nothing is made of rows that are refused all the same.
  if (records.length > limits.rows + 1) return refused(tooMany);
  const rows = records.slice(1).flatMap((record, index): CsvRow<C>[] => {
    if (record.every((cell) => cell === "")) return [];
    const cells = Object.fromEntries(places.map(([column, place]) => [column, record[place] ?? ""])) as Record<C, string>;
    const isTooWide = record.slice(heading.length).some((cell) => cell !== "");
    const problems = [
      ...(isTooWide ? ["Has more cells than the first row: is a comma inside a cell without quotation marks?"] : []),
      ...(record.some((cell) => !cell.isWellFormed()) ? ["Holds characters that are not whole"] : []),
      ...formulaProblems(heading, record),
    ];
    return [{ row: index + 2, cells, problems }];
  });
  if (rows.length === 0) return refused("The file has no rows below the first.");
  return { kind: "read", encoding: decoded.encoding, rows };
};
