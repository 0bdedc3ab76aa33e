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

test("missing and duplicate columns are named, and so is a slip in a column's name", () => {
  expect(refusalOf("reference,colour\n1,red")).toBe(
    "The first row of the file has no column “name”. The columns are reference, name, note.",
  );
  expect(refusalOf("reference,name,Name\n1,a,b")).toContain("has a column twice: “name”");
  expect(refusalOf("reference,name,nots\n1,a,b")).toContain("has a column “nots”, which looks like note");
});

test("columns that are not known are named and left aside", () => {
  const found = read("school,reference,name,,Ward\nHill,1,Ann,,North\n");
  expect(found).toMatchObject({ kind: "read", ignored: ["school", "Ward"], rows: [{ cells: { reference: "1", name: "Ann" } }] });
});

test("a column has other names too, and the way that it is written does not count", () => {
  const file = bytes("REF,FullName\n1,Ann\n");
  const found = readCsv(file, columns, limits, { ref: "reference", full_name: "name" });
  expect(found).toMatchObject({ rows: [{ cells: { reference: "1", name: "Ann" } }], ignored: [] });
});

test("one stray byte spoils its own letter alone, is read as Windows writes it, and its row is marked", () => {
  const file = new Uint8Array([...bytes("reference,name\n1,Zoë O’Neill\n2,Andr"), 0xe9, ...bytes("\n3,Łukasz\n")]);
  const found = read(file);
  expect(found).toMatchObject({
    encoding: "UTF-8",
    rows: [
      { cells: { name: "Zoë O’Neill" }, isMended: false },
      { cells: { name: "André" }, isMended: true },
      { cells: { name: "Łukasz" }, isMended: false },
    ],
  });
  expect(rowsOf(new Uint8Array([...bytes("\uFEFFreference,name\n1,Andr"), 0xe9, ...bytes("\n")]))).toEqual([[2, "1", "André", ""]]);
});

const upper = (label: string) => new TextDecoder(label).decode(Uint8Array.from({ length: 256 }, (_, index) => index));
const singleBytes = (text: string, set: string) => Uint8Array.from([...text].map((character) => set.indexOf(character)));

test("a file of an older Mac is told from one of Windows by its names", () => {
  const names = "reference,name\n1,Zoë O’Neill\n2,José Sánchez\n";
  for (const [label, encoding] of [
    ["macintosh", "Mac Roman"],
    ["windows-1252", "Windows-1252"],
  ] as const) {
    const file = singleBytes(names, upper(label));
    expect(read(file)).toMatchObject({ encoding });
    expect(rowsOf(file)).toEqual([
      [2, "1", "Zoë O’Neill", ""],
      [3, "2", "José Sánchez", ""],
    ]);
  }
});

test("a file in UTF-16 without a byte-order mark is read", () => {
  expect(read(bytes(plain, "utf16le"))).toMatchObject({ encoding: "UTF-16" });
  expect(rowsOf(bytes(plain, "utf16le"))).toEqual(expected);
  expect(rowsOf(new Uint8Array(Buffer.from(bytes(plain, "utf16le")).swap16()))).toEqual(expected);
});

test("empty rows do not count, wherever they are and however many", () => {
  const empty = `${",".repeat(20)}\r\n`;
  expect(rowsOf(`\r\n${empty}reference,name\r\n${empty.repeat(3)}1,Ann\r\n${empty.repeat(2_000)}2,Bo\r\n \u00a0,\r\n`)).toEqual([
    [7, "1", "Ann", ""],
    [2008, "2", "Bo", ""],
  ]);
});

test.each([
  ["a separator line", "sep=;\r\nreference;name\r\n1;Ann\r\n", 2],
  ["a separator line with quotes and a tab", '"sep=\t"\nreference\tname\n1\tAnn\n', 2],
  ["a title above the columns", "Households of November,,\n,,\nreference,name\n1,Ann\n", 4],
  ["vertical lines between the cells", "reference|name\n1|Ann\n", 2],
  ["line ends of three kinds", "reference,name\r\n\r1,Ann\n", 3],
])("a file with %s is read", (_, text, row) => {
  expect(rowsOf(text)).toEqual([[row, "1", "Ann", ""]]);
});

test("quotation marks within a cell stay, and those that keep a number as text go", () => {
  expect(rowsOf('reference,name,note\n="001",Ann "Annie" Lee,6" pipe\n"=""002""",\'+44 7700 900982,\'t Hooft\n')).toEqual([
    [2, "001", 'Ann "Annie" Lee', '6" pipe'],
    [3, "002", "+44 7700 900982", "'t Hooft"],
  ]);
});

test("invisible characters and odd spaces of pasted cells are gone", () => {
  expect(rowsOf("reference,name\n\u200B1\u00A0,Ann\u00A0Lee\u200E\n")).toEqual([[2, "1", "Ann Lee", ""]]);
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

test("an unclosed quotation mark is told with its row", () => {
  expect(refusalOf('reference,name\n1,Ann\n2,"Bo\n3,Cy')).toBe(
    "The file cannot be read from row 3 on: a quotation mark there has no partner.",
  );
});

test("a cell that a spreadsheet would run is read as it is: whoever needs the cell judges it", () => {
  expect(rowsOf("reference,name,note\n1,=HYPERLINK(A1),- none\n")).toEqual([[2, "1", "=HYPERLINK(A1)", "- none"]]);
});

test("a row with too many cells is named, and the other rows are still read", () => {
  expect(problemsOf("reference,name\n1,Lee, Ann,x,y\n2,Bo")).toEqual([
    [2, "Has more cells than the first row: is a comma inside a cell without quotation marks?"],
  ]);
});
