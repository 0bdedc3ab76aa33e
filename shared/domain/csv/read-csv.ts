import { CsvError, parse } from "csv-parse/sync";
import { cleanCode, cleanLines } from "../clean-text.ts";
import { decodeText, type Encoding, mendMark } from "./decode-text.ts";

export type Columns = { readonly [column: string]: "required" | "optional" };

export type Limits = { readonly bytes: number; readonly rows: number };

/** Numbered as a spreadsheet numbers it: its first line is row 1. */
export type CsvRow<C extends string> = {
  readonly row: number;
  /** Cleaned; a column that the file does not have is empty. */
  readonly cells: Readonly<Record<C, string>>;
  /** A letter of it was read in another way than the file's. */
  readonly isMended: boolean;
  readonly problems: readonly string[];
};

export type CsvRead<C extends string> =
  | { readonly kind: "refused"; readonly because: string }
  | {
      readonly kind: "read";
      readonly encoding: Encoding;
      readonly rows: readonly CsvRow<C>[];
      /** Columns of the file that nothing here reads, as they are called there. */
      readonly ignored: readonly string[];
    };

/** "Date of birth", "DateOfBirth" and "date_of_birth" are one name. */
const plainHeader = (text: string): string =>
  cleanCode(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

const delimiters = [",", ";", "\t", "|", ":", " "] as const;

/** More columns than any list has, and more cells than a spreadsheet leaves empty behind them. */
const columnsMost = 100;
const cellsMost = 1_000;
/** The names of the columns stand among the first rows that are not empty. */
const headingWithin = 20;
const headingLength = 8_000;

/** Excel's own line before the first row, which names the delimiter. */
const separatorLine = /^\s*"?sep=([^\r\n])"?(?:[,;\t| "]*)(?:\r\n|\r|\n)/i;

/** The delimiter that finds most of the known columns in one of the first lines. */
const delimiterOf = (text: string, names: ReadonlyMap<string, string>): string => {
  const lines = text.slice(0, headingLength).split(/[\r\n]+/, headingWithin);
  const knownIn = (line: string, delimiter: string) => line.split(delimiter).filter((name) => names.has(plainHeader(name))).length;
  const rated = delimiters.map((delimiter) => ({ delimiter, known: Math.max(...lines.map((line) => knownIn(line, delimiter))) }));
  return rated.toSorted((a, b) => b.known - a.known)[0]?.delimiter ?? ",";
};

/** The first line with more delimiters than a row may have cells, found before any work is done on it. */
const widestLine = (text: string, delimiter: string): number | undefined => {
  let line = 1;
  let cells = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === "\n" || (character === "\r" && text[index + 1] !== "\n")) {
      line += 1;
      cells = 0;
    } else if (character === delimiter) {
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

/** Counts the letters to change for one name to become the other. */
const lettersApart = (one: string, other: string): number => {
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let place = 1; place <= other.length; place += 1) {
      const changed = (before[place - 1] ?? 0) + (one[row - 1] === other[place - 1] ? 0 : 1);
      now.push(Math.min(changed, (before[place] ?? 0) + 1, (now[place - 1] ?? 0) + 1));
    }
    before = now;
  }
  return before[other.length] ?? 0;
};

type Named = { readonly typed: string; readonly column: string | undefined };

/** A slip in a column's name would leave out what it says, so it is asked about; a name like no other is left aside. */
const slipsIn = (heading: readonly Named[], columns: Columns): readonly string[] => {
  const missing = Object.keys(columns).filter((column) => !heading.some((named) => named.column === column));
  return heading.flatMap(({ typed, column }) => {
    const plain = plainHeader(typed).slice(0, lettersShown);
    if (column !== undefined || plain.length < 4) return [];
    const meant = missing.find((one) => lettersApart(plain, plainHeader(one)) <= (plain.length < 6 ? 1 : 2));
    return meant ? [`“${typed.slice(0, lettersShown)}”, which looks like ${meant}`] : [];
  });
};

const headingProblem = (heading: readonly Named[], columns: Columns): string | undefined => {
  const known = Object.keys(columns);
  const found = heading.flatMap(({ column }) => column ?? []);
  const missing = known.filter((column) => columns[column] === "required" && !found.includes(column));
  const twice = known.filter((column) => found.indexOf(column) !== found.lastIndexOf(column));
  const slips = slipsIn(heading, columns);
  if (missing.length === 0 && twice.length === 0 && slips.length === 0) return undefined;
  const parts = [
    ...(missing.length > 0 ? [`has no column ${listed(missing)}`] : []),
    ...(twice.length > 0 ? [`has a column twice: ${listed(twice)}`] : []),
    ...(slips.length > 0 ? [`has a column ${slips.slice(0, namesShown).join(", and ")}`] : []),
  ];
  return `The first row of the file ${parts.join(", and ")}. The columns are ${known.join(", ")}.`;
};

const thousands = (number: number) => number.toLocaleString("en-GB");

type Filled = { readonly row: number; readonly cells: readonly string[] };

type Parsed =
  | { readonly kind: "parsed"; readonly rows: readonly Filled[] }
  | { readonly kind: "tooMany" }
  | { readonly kind: "unreadable"; readonly from: number };

class TooManyRows extends Error {}

const isEmpty = (cell: string) => cell.trim() === "";

/** Rows with something in them. Row numbers count the empty ones too, as a spreadsheet shows them. */
const filledRows = (text: string, delimiter: string, most: number): Parsed => {
  const rows: Filled[] = [];
  let row = 0;
  const take = (cells: string[]) => {
    row += 1;
    if (cells.every(isEmpty)) return null;
    if (rows.length >= most) throw new TooManyRows();
    rows.push({ row, cells });
    return null;
  };
  const lineEnds = ["\r\n", "\n", "\r"];
  try {
    parse(text, { delimiter, record_delimiter: lineEnds, relax_column_count: true, relax_quotes: true, ltrim: true, on_record: take });
  } catch (error) {
    if (error instanceof TooManyRows) return { kind: "tooMany" };
    if (error instanceof CsvError) return { kind: "unreadable", from: row + 1 };
    throw error;
  }
  return { kind: "parsed", rows };
};

const unquoted = (cell: string): string => {
  const text = cell.startsWith("=") ? cell.slice(1) : cell;
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : cell;
};

/**
 * A cell as it is meant: `="0123"` keeps a number's noughts from a spreadsheet, and a first apostrophe keeps text from being
 * run or counted.
 */
const cellOf = (written: string): string => {
  const cell = unquoted(/^[\x20-\x7E]*$/.test(written) ? written.trim() : cleanLines(written));
  return /^['’][=+\-\u2212@\d]/.test(cell) ? cell.slice(1) : cell;
};

const withoutMark = (cell: string) => cell.replaceAll(mendMark, "");

type Table = { readonly heading: readonly Named[]; readonly below: readonly Filled[] };

const isColumn = ({ column }: Named) => column !== undefined;

/** The first row that has every column that must be there; or else the first row, which then says what is missing. */
const tableIn = (records: readonly Filled[], columns: Columns, names: ReadonlyMap<string, string>): Table => {
  const required = Object.keys(columns).filter((column) => columns[column] === "required");
  const headings = records.slice(0, headingWithin).map(({ cells }) =>
    cells.slice(0, columnsMost + 1).map((cell): Named => {
      const typed = cellOf(withoutMark(cell));
      return { typed, column: names.get(plainHeader(typed)) };
    }),
  );
  const whole = headings.findIndex((heading) => required.every((column) => heading.some((named) => named.column === column)));
  const place = Math.max(0, whole);
  return { heading: headings[place] ?? [], below: records.slice(place + 1) };
};

const rowFrom = <C extends string>(
  { row, cells: written }: Filled,
  places: readonly (readonly [string, number])[],
  width: number,
): CsvRow<C> => {
  const isMended = written.some((cell) => cell.includes(mendMark));
  const read = (place: number) => cellOf(isMended ? withoutMark(written[place] ?? "") : (written[place] ?? ""));
  const isTooWide = written.length > width && written.slice(width).some((cell) => !isEmpty(cell));
  return {
    row,
    cells: Object.fromEntries(places.map(([column, place]) => [column, place < 0 ? "" : read(place)])) as CsvRow<C>["cells"],
    isMended,
    problems: isTooWide ? ["Has more cells than the first row: is a comma inside a cell without quotation marks?"] : [],
  };
};

/**
 * Reads a CSV file as people save them: several encodings and delimiters, quotes, empty rows, columns in any order beside
 * others. A bad row hides no other. `alsoCalled` gives further names of a column.
 */
export const readCsv = <C extends string>(
  bytes: Uint8Array,
  columns: Readonly<Record<C, "required" | "optional">>,
  limits: Limits,
  alsoCalled: Readonly<{ [name: string]: C }> = {},
): CsvRead<C> => {
  const refused = (because: string) => ({ kind: "refused", because }) as const;
  if (bytes.length === 0) return refused("The file is empty.");
  const tooMany = `The file has more than ${thousands(limits.rows)} rows. Split it into smaller files.`;
  if (bytes.length > limits.bytes) return refused(`The file is larger than ${limits.bytes / 1024 / 1024} MB. Split it into smaller files.`);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return refused("The file is a spreadsheet workbook. Save it as CSV and choose that file.");
  const decoded = decodeText(bytes);
  if (decoded.kind === "notText") return refused("The file is not text. Save the list as CSV and choose that file.");

  const known = Object.keys(columns) as C[];
  const called = [...known.map((column) => [column, column] as const), ...Object.entries<C>(alsoCalled)];
  const names = new Map<string, string>(called.map(([name, column]) => [plainHeader(name), column]));
  const [line = "", separator] = separatorLine.exec(decoded.text) ?? [];
  const text = decoded.text.slice(line.length);
  const delimiter = separator ?? delimiterOf(text, names);
  const wide = widestLine(text, delimiter);
  if (wide !== undefined)
    return refused(`Line ${wide} of the file has more than ${thousands(cellsMost)} cells. Take out what is not part of the list.`);

  const parsed = filledRows(text, delimiter, limits.rows + headingWithin);
  if (parsed.kind === "tooMany") return refused(tooMany);
  if (parsed.kind === "unreadable")
    return refused(`The file cannot be read from row ${parsed.from} on: a quotation mark there has no partner.`);
  const { heading, below } = tableIn(parsed.rows, columns, names);
  if (heading.length > columnsMost)
    return refused(`The first row of the file has more than ${columnsMost} columns. The columns are ${known.join(", ")}.`);
  const problem = headingProblem(heading, columns);
  if (problem) return refused(problem);
  if (below.length > limits.rows) return refused(tooMany);
  if (below.length === 0) return refused("The file has no rows below the first.");

  const places = known.map((column) => [column, heading.findIndex((named) => named.column === column)] as const);
  return {
    kind: "read",
    encoding: decoded.encoding,
    rows: below.map((record) => rowFrom<C>(record, places, heading.length)),
    ignored: heading.filter((named) => !isColumn(named) && named.typed !== "").map(({ typed }) => typed.slice(0, lettersShown)),
  };
};
