import { everyReturn, total } from "../../axes.ts";
import { formatDay } from "../../dates.ts";
import { type DocumentProblem, repeatsIn } from "../../document/document-problem.ts";
import { fileNameProblem } from "../../return/file-name.ts";
import { columnsIn, type ReturnTable, rowsIn } from "../../return/layout.ts";
import { requiredCategories } from "../../scheme/required-categories.ts";
import type { Scheme } from "../../scheme/scheme.ts";

const namedTwice = (section: string, field: string, codes: readonly string[], words: string): DocumentProblem[] =>
  repeatsIn(codes).map((index) => ({
    place: [section, index, field],
    message: `The ${words} ${codes[index]} is there twice. Give each ${words} a code of its own`,
  }));

const returnProblems = ({ about, returns }: Scheme): DocumentProblem[] => [
  ...namedTwice(
    "returns",
    "code",
    returns.map(({ code }) => code),
    "return",
  ),
  ...returns.flatMap(({ code, fileName }, index): DocumentProblem[] => {
    if (code === everyReturn)
      return [{ place: ["returns", index, "code"], message: `Choose another code: “${everyReturn}” stands for every return` }];
    const problem = fileName === undefined ? undefined : fileNameProblem(fileName);
    return problem ? [{ place: ["returns", index, "fileName"], message: problem }] : [];
  }),
  ...returns.flatMap(({ name, from, cumulative }, index): DocumentProblem[] =>
    cumulative && from > about.start
      ? [{ place: ["returns", index, "from"], message: `“${name}” is to cover everything. Start it on ${formatDay(about.start)}` }]
      : [],
  ),
];

/** A sheet's name is at most 31 characters, and has none of these. */
const notInSheets = /[:\\/?*[\]]/;

const fromLedger = ["spend"] as const;

const axisProblem = (scheme: Scheme, table: ReturnTable): readonly [keyof ReturnTable, string] | undefined => {
  const { title, rowsBy, columnsBy, measures, precedence } = table;
  const axes = [rowsBy, columnsBy];
  if (columnsBy === "typed") return ["columnsBy", "Finance types rows. Choose other columns"];
  if (rowsBy === "typed") {
    if (columnsBy !== "total") return ["columnsBy", `“${title}” is typed by finance, so give it one column: choose the total`];
    return measures.length > 0 ? ["measures", `“${title}” is typed by finance, so it measures nothing`] : undefined;
  }
  if (rowsBy === columnsBy && rowsBy !== "total")
    return ["columnsBy", `The rows and the columns of “${title}” are the same. Choose other columns`];
  if (measures.length === 0) return ["measures", `Select what each cell of “${title}” measures`];
  const ledgerOnly = axes.find((by) => by === "administration" || by === "contribution");
  if (ledgerOnly && measures.some((measure) => !fromLedger.some((one) => one === measure)))
    return ["measures", `“${title}” is about money that no household gets, so it measures spend alone`];
  if (ledgerOnly && !axes.includes("total")) return ["columnsBy", `“${title}” can have one column: choose the total`];
  if (precedence !== undefined && !axes.includes("composition"))
    return ["precedence", `“${title}” is not by who lives in the household. Choose “None”`];
  if (precedence === undefined && axes.includes("composition"))
    return ["precedence", `Say under what “${title}” reports a household that has several`];
  if (axes.includes("administration") && scheme.administration.length === 0)
    return ["rowsBy", `“${title}” needs the lines of administration. Add them under “Lines of administration”`];
  if (axes.includes("contribution") && scheme.contributions.length === 0)
    return ["rowsBy", `“${title}” needs a contribution. Add it under “Contributions between categories”`];
  return undefined;
};

const tableProblems = (scheme: Scheme): DocumentProblem[] => [
  ...namedTwice(
    "returnTables",
    "code",
    scheme.returnTables.map(({ code }) => code),
    "table",
  ),
  ...scheme.returnTables.flatMap((table, index): DocumentProblem[] => {
    const place = (field: keyof ReturnTable) => ["returnTables", index, field];
    const problems: DocumentProblem[] = [];
    // A scheme whose returns are not known yet keeps its tables for them.
    const gone = table.returns.find((code) => code !== everyReturn && !scheme.returns.some((one) => one.code === code));
    if (gone !== undefined && scheme.returns.length > 0)
      problems.push({
        place: place("returns"),
        message: `“${table.title}” is in the return ${gone}, which this scheme does not have. Choose returns that it has`,
      });
    if (notInSheets.test(table.sheet))
      problems.push({ place: place("sheet"), message: "Name the sheet without any of : \\ / ? * [ and ]" });
    // Nobody knows the rows of an unknown table, so nothing is asked of them.
    const axis = table.known ? axisProblem(scheme, table) : undefined;
    if (axis) problems.push({ place: place(axis[0]), message: axis[1] });
    return problems;
  }),
];

const fieldProblems = ({ returnFields, returnTables }: Scheme): DocumentProblem[] => [
  // A preparation keeps what was typed by the field's code alone.
  ...namedTwice(
    "returnFields",
    "code",
    returnFields.map(({ code }) => code),
    "field",
  ),
  ...returnFields.flatMap(({ table, label }, index): DocumentProblem[] => {
    const its = returnTables.find(({ code }) => code === table);
    const place = ["returnFields", index, "table"];
    if (!its) return [{ place, message: `“${label}” is in the table ${table}, which this scheme does not have. Choose one that it has` }];
    return its.rowsBy === "typed" ? [] : [{ place, message: `“${its.title}” is not typed by finance. Choose a table that is` }];
  }),
];

const lineProblems = (scheme: Scheme): DocumentProblem[] => [
  ...namedTwice(
    "administration",
    "code",
    scheme.administration.map(({ code }) => code),
    "line",
  ),
  ...namedTwice(
    "contributions",
    "code",
    scheme.contributions.map(({ code }) => code),
    "contribution",
  ),
];

const contributionProblems = ({ categories, contributions }: Scheme): DocumentProblem[] =>
  contributions.flatMap(({ label, from, to }, index): DocumentProblem[] => {
    const known = (code: string) => categories.some((category) => category.code === code);
    if (!known(to)) return [{ place: ["contributions", index, "to"], message: `Choose a category that this scheme has to get “${label}”` }];
    if (from.includes(to))
      return [{ place: ["contributions", index, "from"], message: `“${label}” goes from a category to itself. Choose others` }];
    return from.every(known)
      ? []
      : [{ place: ["contributions", index, "from"], message: `Choose categories that this scheme has to give “${label}”` }];
  });

/** A missing category is said once, where categories are. */
const hasItsCategories = ({ about: { fund }, categories }: Scheme): boolean =>
  requiredCategories[fund].every(({ code }) => categories.some((category) => category.code === code));

/** The longest days of a return decide which months a table can have. */
const wholeScheme = ({ about: { start, end } }: Scheme) => ({ from: start, to: end });

const cellProblems = (scheme: Scheme): DocumentProblem[] => [
  ...repeatsIn(scheme.returnCells.map(({ sheet, cell }) => `${sheet} ${cell}`)).map((index) => ({
    place: ["returnCells", index, "cell"],
    message: "Something else is written into this cell already. Choose another",
  })),
  ...scheme.returnCells.flatMap(({ table, row, column, measure, sheet, cell, labelCell }, index): DocumentProblem[] => {
    const at = (field: string, message: string): DocumentProblem[] => [{ place: ["returnCells", index, field], message }];
    const its = scheme.returnTables.find(({ code }) => code === table);
    if (!its) return at("table", `The table ${table} is not in this scheme. Choose one that it has`);
    if (notInSheets.test(sheet)) return at("sheet", "Name the sheet without any of : \\ / ? * [ and ]");
    if (labelCell === cell) return at("labelCell", "The label stands in another cell than the figure. Choose another");
    const days = wholeScheme(scheme);
    if (!rowsIn(scheme, its, days).some(({ code }) => code === row)) return at("row", `“${its.title}” has no row ${row}`);
    if (its.rowsBy === "typed") {
      if (column !== total) return at("column", `“${its.title}” has one column. Enter ${total}`);
      return measure === "typed" ? [] : at("measure", `“${its.title}” is typed by finance. Choose “What finance typed”`);
    }
    if (!columnsIn(scheme, its, days).some(({ code }) => code === column)) return at("column", `“${its.title}” has no column ${column}`);
    return its.measures.some((one) => one === measure)
      ? []
      : at("measure", `“${its.title}” does not measure this. Choose what it measures`);
  }),
];

export const checkReturns = (scheme: Scheme): DocumentProblem[] => [
  ...returnProblems(scheme),
  ...tableProblems(scheme),
  ...fieldProblems(scheme),
  ...lineProblems(scheme),
  ...(hasItsCategories(scheme) ? [...contributionProblems(scheme), ...cellProblems(scheme)] : []),
];
