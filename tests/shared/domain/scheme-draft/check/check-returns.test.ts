import { expect, test } from "vitest";
import type { SchemeDocument } from "../../../../../shared/domain/scheme/scheme.ts";
import { type BadInput, documentLike, problemsIn, rowOf, schemeLike, sourced } from "../../scheme/documents.ts";

const table = ({ returnTables = [] }: SchemeDocument, code: string) => rowOf(returnTables, (each) => each.code === code);
const at = (code: string, of: string) => documentLike(of).returnTables?.findIndex((each) => each.code === code) ?? -1;

const onTable = (what: string, code: string, change: object, field: string, message: string): BadInput => [
  what,
  "CRF",
  (document) => Object.assign(table(document, code), change),
  ["returnTables", at(code, "CRF"), field],
  message,
];
const onCell = (what: string, change: object, field: string, message: string): BadInput => [
  what,
  "HSF7",
  ({ returnCells = [] }) => Object.assign(returnCells.at(-1) ?? {}, change),
  ["returnCells", (documentLike("HSF7").returnCells?.length ?? 0) - 1, field],
  message,
];

const badInput: BadInput[] = [
  [
    "two returns with one code",
    "CRF",
    ({ returns }) => {
      returns.push({ ...(returns[1] as SchemeDocument["returns"][number]), name: "Again" });
    },
    ["returns", 2, "code"],
    "The return YEAR_2026_27 is there twice. Give each return a code of its own",
  ],
  [
    "a return with the code of every return",
    "CRF",
    ({ returns }) => {
      returns.push({ ...(returns[1] as SchemeDocument["returns"][number]), name: "Again", code: "every" });
    },
    ["returns", 2, "code"],
    "Choose another code: “every” stands for every return",
  ],
  [
    "a file name with a part that nothing fills",
    "CRF",
    ({ returns }) => {
      Object.assign(returns[1] ?? {}, { fileName: "CRF_{council}" });
    },
    ["returns", 1, "fileName"],
    "Name the file with letters, digits, - and _, without its ending. Only {authority} and {MMYY} may stand in brackets",
  ],
  [
    "a file name that leads to another folder",
    "CRF",
    ({ returns }) => {
      Object.assign(returns[1] ?? {}, { fileName: "../CRF" });
    },
    ["returns", 1, "fileName"],
    "Name the file with letters, digits, - and _, without its ending. Only {authority} and {MMYY} may stand in brackets",
  ],
  [
    "a return of everything that starts late",
    "CRF",
    ({ returns }) => {
      Object.assign(returns[1] ?? {}, { from: "2026-05-01" });
    },
    ["returns", 1, "from"],
    "“Year 2026-27” is to cover everything. Start it on 1 April 2026",
  ],
  onTable(
    "a table of a return that the scheme does not have",
    "CATEGORY",
    { returns: ["QUARTER_1"] },
    "returns",
    "“Strand” is in the return QUARTER_1, which this scheme does not have. Choose returns that it has",
  ),
  onTable("a sheet that no workbook can have", "CATEGORY", { sheet: "Q1/Q2" }, "sheet", "Name the sheet without any of : \\ / ? * [ and ]"),
  onTable(
    "rows and columns that are the same",
    "CATEGORY",
    { columnsBy: "category" },
    "columnsBy",
    "The rows and the columns of “Strand” are the same. Choose other columns",
  ),
  onTable("a table that measures nothing", "CATEGORY", { measures: [] }, "measures", "Select what each cell of “Strand” measures"),
  onTable("columns that finance types", "CATEGORY", { columnsBy: "typed" }, "columnsBy", "Finance types rows. Choose other columns"),
  onTable(
    "a typed table with figures",
    "NOTES",
    { measures: ["spend"] },
    "measures",
    "“Table 7: notes” is typed by finance, so it measures nothing",
  ),
  onTable(
    "households helped by administration",
    "ADMINISTRATION",
    { measures: ["spend", "households"] },
    "measures",
    "“Table 5: administration” is about money that no household gets, so it measures spend alone",
  ),
  onTable(
    "a table by composition without an order",
    "COMPOSITION",
    { precedence: undefined },
    "precedence",
    "Say under what “Household composition” reports a household that has several",
  ),
  onTable(
    "an order in a table that is not by composition",
    "CATEGORY",
    { precedence: "CHILDREN_PENSIONER_DISABLED" },
    "precedence",
    "“Strand” is not by who lives in the household. Choose “None”",
  ),
  [
    "a table of administration without lines",
    "CRF",
    (document) => {
      document.administration = [];
    },
    ["returnTables", at("ADMINISTRATION", "CRF"), "rowsBy"],
    "“Table 5: administration” needs the lines of administration. Add them under “Lines of administration”",
  ],
  [
    "two tables with one code",
    "CRF",
    ({ returnTables }) => {
      returnTables?.push({ ...(returnTables[0] as NonNullable<typeof returnTables>[number]) });
    },
    ["returnTables", documentLike("CRF").returnTables?.length ?? -1, "code"],
    "The table AUTHORITY is there twice. Give each table a code of its own",
  ],
  [
    "a typed field in a table of figures",
    "CRF",
    ({ returnFields = [] }) => {
      Object.assign(returnFields[0] ?? {}, { table: "CATEGORY" });
    },
    ["returnFields", 0, "table"],
    "“Strand” is not typed by finance. Choose a table that is",
  ],
  [
    "a typed field in no table",
    "CRF",
    ({ returnFields = [] }) => {
      Object.assign(returnFields[0] ?? {}, { table: "NOWHERE" });
    },
    ["returnFields", 0, "table"],
    "“Name of the authority” is in the table NOWHERE, which this scheme does not have. Choose one that it has",
  ],
  [
    "a contribution from a category to itself",
    "CRF",
    ({ contributions = [] }) => {
      Object.assign(contributions[0] ?? {}, { from: ["HOUSING_PAYMENT"] });
    },
    ["contributions", 0, "from"],
    "“Contribution to Housing Payments from the core fund” goes from a category to itself. Choose others",
  ],
  onCell("a cell of no table", { table: "NOWHERE" }, "table", "The table NOWHERE is not in this scheme. Choose one that it has"),
  onCell("a cell of no row", { row: "NOBODY" }, "row", "“Households helped by access route” has no row NOBODY"),
  onCell("a cell of no column", { column: "spend" }, "column", "“Households helped by access route” has no column spend"),
  onCell(
    "a cell of another measure",
    { measure: "spend" },
    "measure",
    "“Households helped by access route” does not measure this. Choose what it measures",
  ),
  onCell("a cell that is no cell", { cell: "B0" }, "cell", "Enter the cell as a spreadsheet names it, like C12"),
  onCell(
    "a figure on its own label",
    { cell: "Z1", labelCell: "Z1" },
    "labelCell",
    "The label stands in another cell than the figure. Choose another",
  ),
  onCell("two figures in one cell", { cell: "B3" }, "cell", "Something else is written into this cell already. Choose another"),
];

test.each(badInput)("%s is refused with its place and how to mend it", (_, code, change, place, message) => {
  expect(problemsIn(documentLike(code, change))).toEqual([{ place, message }]);
});

test("a table that nobody could read needs no rows, columns or measures", () => {
  expect(table(schemeLike("CRF"), "CRISIS_SUPPORT")).toMatchObject({ known: false, measures: [] });
});

test("a manager can lay out a table that was not known", () => {
  const scheme = schemeLike("CRF", (document) => {
    Object.assign(table(document, "CRISIS_SUPPORT"), {
      known: true,
      rowsBy: "delivery",
      columnsBy: "measure",
      measures: ["spend", "volumes"],
      totals: true,
      ...sourced,
    });
  });
  expect(table(scheme, "CRISIS_SUPPORT")).toMatchObject({ known: true, rowsBy: "delivery" });
});

test("a scheme whose returns are not known yet keeps its tables", () => {
  expect(
    schemeLike("CRF", (document) => {
      document.returns = [];
    }).returnTables.length,
  ).toBeGreaterThan(10);
});
