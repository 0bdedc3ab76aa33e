import { expect, test } from "vitest";
import { readCsv } from "../../../../shared/domain/csv/read-csv.ts";

const columns = { reference: "required", name: "required", note: "optional" } as const;
const limits = { bytes: 1024 * 1024, rows: 100 };
const bytes = (text: string, encoding: BufferEncoding = "utf8") => new Uint8Array(Buffer.from(text, encoding));
const read = (file: Uint8Array | string) => readCsv(typeof file === "string" ? bytes(file) : file, columns, limits);
const rowsOf = (file: Uint8Array | string) => {
  const found = read(file);
  if (found.kind === "refused") throw new Error(found.because);
  return found.rows.map(({ row, cells }) => [row, cells.reference, cells.name, cells.note]);
};
const refusalOf = (file: Uint8Array | string) => {
  const found = read(file);
  return found.kind === "refused" ? found.because : undefined;
};
const problemsOf = (file: string) => {
  const found = read(file);
  return found.kind === "read" ? found.rows.flatMap(({ row, problems }) => problems.map((problem) => [row, problem])) : [];
};

const plain = "reference,name\r\n1,Zoë O’Neill\r\n2,Ann\r\n";
const expected = [
  [2, "1", "Zoë O’Neill", ""],
  [3, "2", "Ann", ""],
];

test("a file is read in every common encoding", () => {
  expect(read(plain)).toMatchObject({ encoding: "UTF-8" });
  expect(rowsOf(plain)).toEqual(expected);
  expect(rowsOf(`\uFEFF${plain}`)).toEqual(expected);

  const utf16 = bytes(`\uFEFF${plain}`, "utf16le");
  expect(read(utf16)).toMatchObject({ encoding: "UTF-16" });
  expect(rowsOf(utf16)).toEqual(expected);
  const swapped = new Uint8Array(Buffer.from(utf16).swap16());
  expect(rowsOf(swapped)).toEqual(expected);

  // "ë" and the right single quotation mark, as Windows in Britain writes them.
  const windows = new Uint8Array([...bytes("reference,name\n1,Zo"), 0xeb, ...bytes(" O"), 0x92, ...bytes("Neill\n2,Ann\n")]);
  expect(read(windows)).toMatchObject({ encoding: "Windows-1252" });
  expect(rowsOf(windows)).toEqual(expected);
});

test.each([
  ["line feeds alone", plain.replaceAll("\r\n", "\n")],
  ["semicolons", plain.replaceAll(",", ";")],
  ["tabs", plain.replaceAll(",", "\t")],
  ["no line end at the end", plain.trimEnd()],
  ["quotes", 'reference,name\r\n"1","Zoë O’Neill"\r\n"2",Ann\r\n'],
  ["columns in another order and another case", " Name , REFERENCE\r\nZoë O’Neill,1\r\nAnn,2\r\n"],
])("a file with %s has the same rows", (_, text) => {
  expect(rowsOf(text)).toEqual(expected);
});

test("quotes hold commas, quotes and line ends, and a row keeps the number that a spreadsheet shows", () => {
  expect(rowsOf('reference,name,note\n1,"Ann ""Annie"" Lee","flat 2,\nup"\n\n,,\n2,Bo,')).toEqual([
    [2, "1", 'Ann "Annie" Lee', "flat 2,\nup"],
    [5, "2", "Bo", ""],
  ]);
});

test("missing, unknown and duplicate columns are named", () => {
  expect(refusalOf("reference,colour\n1,red")).toBe(
    "The first row of the file has no column “name”, and has columns that are not known here: “colour”. The columns are reference, name, note.",
  );
  expect(refusalOf("reference,name,Name\n1,a,b")).toContain("has a column twice: “name”");
});

test.each([
  ["empty", "", "The file is empty."],
  ["a workbook", "PK\u0003\u0004…", "The file is a spreadsheet workbook. Save it as CSV and choose that file."],
  ["bytes that are no text", "a\0b", "The file is not text. Save the list as CSV and choose that file."],
  ["nothing below the heading", "reference,name\n\n", "The file has no rows below the first."],
  ["too long", `reference,name\n${"1,a\n".repeat(101)}`, "The file has more than 100 rows. Split it into smaller files."],
  ["too large", `reference,name\n1,${"a".repeat(1024 * 1024)}`, "The file is larger than 1 MB. Split it into smaller files."],
])("a file that is %s is refused in one sentence", (_, text, sentence) => {
  expect(refusalOf(text)).toBe(sentence);
});

test("an unclosed quotation mark is told with its line", () => {
  expect(refusalOf('reference,name\n1,Ann\n2,"Bo\n3,Cy')).toMatch(/^The file cannot be read from line \d on/);
});

test("a cell that a spreadsheet would run is refused with its column, but not a signed number or a phone number", () => {
  expect(problemsOf("reference,name\n1,=HYPERLINK(A1)\n2,@SUM(A1)\n3,+A1\n4,-A1")).toEqual([
    [2, "name: begins with “=”, which a spreadsheet would run as a formula"],
    [3, "name: begins with “@”, which a spreadsheet would run as a formula"],
    [4, "name: begins with “+”, which a spreadsheet would run as a formula"],
    [5, "name: begins with “-”, which a spreadsheet would run as a formula"],
  ]);
  expect(problemsOf("reference,name,note\n1,Ann,+44 (0)7700 900982\n2,Bo,-12.50")).toEqual([]);
});

test("a row with too many cells is named, and the other rows are still read", () => {
  expect(problemsOf("reference,name\n1,Lee, Ann,x,y\n2,Bo")).toEqual([
    [2, "Has more cells than the first row: is a comma inside a cell without quotation marks?"],
  ]);
});
