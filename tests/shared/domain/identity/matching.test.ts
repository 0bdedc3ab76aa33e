import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applicationsIn, type LabelledRow, labelledColumns, readLabelled } from "../../../matching/labelled.ts";
import { livesSet } from "../../../matching/lives-set.ts";
import { isMet, measure, printedLines } from "../../../matching/measure.ts";
import { slipsSet } from "../../../matching/slips-set.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "matching-"));
});
afterAll(() => rm(folder, { recursive: true }));

const columns = Object.keys(labelledColumns) as (keyof LabelledRow)[];
const csvOf = (rows: readonly LabelledRow[], order: readonly (keyof LabelledRow)[] = columns, end = "\n") =>
  [order.join(","), ...rows.map((row) => order.map((column) => `"${row[column]}"`).join(","))].join(end);
const measuredFrom = (text: string) => {
  const read = readLabelled(new TextEncoder().encode(text));
  if ("problem" in read) throw new RangeError(read.problem);
  return measure(applicationsIn(read.rows));
};

const runCommand = async (text: string) => {
  const file = join(folder, `${crypto.randomUUID()}.csv`);
  await writeFile(file, text);
  const { stdout, stderr, status } = spawnSync("node_modules/.bin/node", ["tests/matching/matching.ts", file], { encoding: "utf8" });
  return { lines: stdout.trim().split("\n"), stderr, status };
};

test.each([
  ["lives, by one seed", livesSet(7, 1_200)],
  ["lives, by another seed", livesSet(70, 1_200)],
  ["slips, which no score was made for", slipsSet(7, 1_500)],
])("the aim is met for households made up as %s: no wrong merge, nearly all found, few people asked", (_, rows) => {
  const measured = measure(applicationsIn(rows));
  expect(measured.mistakes.filter(({ what }) => what === "wrong merge")).toEqual([]);
  expect(measured.recall).toBeGreaterThanOrEqual(0.98);
  expect(measured.toPerson).toBeLessThanOrEqual(0.03);
  expect(isMet(measured)).toBe(true);
});

test("every figure stands on a line of its own, and the four that are held to the aim come last", () => {
  const lines = printedLines(measure(applicationsIn(livesSet(1, 100))));
  for (const line of lines) expect(line).toMatch(/^[a-zA-Z ]+ (?:\d+|\d\.\d{4})$/);
  expect(lines).toContainEqual(expect.stringMatching(/^sameBirth precision \d\.\d{4}$/));
  expect(lines).toContainEqual(expect.stringMatching(/^sameBirth recall \d\.\d{4}$/));
  expect(lines.slice(-4).map((line) => line.replace(/ [\d.]+$/, ""))).toEqual(["precision", "recall", "to a person", "wrong merges"]);
});

test("a file gives the same figures however a spreadsheet saved it", () => {
  const rows = livesSet(3, 150);
  const plain = printedLines(measuredFrom(csvOf(rows)));
  expect(printedLines(measure(applicationsIn(rows)))).toEqual(plain);
  expect(printedLines(measuredFrom(`\uFEFF${csvOf(rows, columns.toReversed(), "\r\n")}`))).toEqual(plain);
  const british = rows.map((row) => ({ ...row, date_of_birth: row.date_of_birth.replace(/^(\d{4})-(\d{2})-(\d{2})$/, "$3/$2/$1") }));
  expect(printedLines(measuredFrom(csvOf(british)))).toEqual(plain);
});

test("columns that nobody must have may be missing, and every cell but the labels may be empty", () => {
  const few = ["application", "household", "role", "name", "date_of_birth", "address"] as const;
  expect(measuredFrom(csvOf(livesSet(3, 30), few)).applications).toBeGreaterThan(30);
  const empty = csvOf([
    { ...(livesSet(3, 1)[0] as LabelledRow), role: "", name: "", date_of_birth: "", address: "", postcode: "", uprn: "" },
  ]);
  expect(measuredFrom(empty).applications).toBe(1);
});

/** Each household applies twice, in the same words. */
const plainRows = (households: number): LabelledRow[] =>
  [1, 2].flatMap((time) =>
    Array.from({ length: households }, (_, index) => ({
      application: `${time}-${index}`,
      household: `H${index}`,
      role: "applicant",
      name: `Zoe ${String.fromCodePoint(97 + index).repeat(2)}mith`,
      date_of_birth: `19${60 + index}-03-09`,
      nino: "",
      phone: "",
      email: "",
      address: `${index + 1} Split Road`,
      postcode: "CV1 2AB",
      uprn: "",
      account: "",
    })),
  );

test("the command takes a file, prints its figures and succeeds where the aim is met", async () => {
  const { lines, status } = await runCommand(csvOf(plainRows(20)));
  expect(lines.slice(-4).map((line) => line.replace(/ [\d.]+$/, ""))).toEqual(["precision", "recall", "to a person", "wrong merges"]);
  expect(status).toBe(0);
});

test("the command fails below the aim", async () => {
  const [row] = livesSet(3, 1) as [LabelledRow];
  const stranger = {
    ...row,
    application: "A2",
    name: "Nobody Alike",
    date_of_birth: "1901-02-03",
    phone: "",
    email: "",
    account: "",
    nino: "",
    address: "1 Far Away",
    postcode: "CV1 1AA",
    uprn: "",
  };
  const { lines, status } = await runCommand(csvOf([row, stranger]));
  expect(lines).toContain("recall 0.0000");
  expect(status).toBe(1);
});

test.each([
  ["a file without a column", "application,household,role,name\nA1,H1,applicant,Zoe", "has no column “date_of_birth”"],
  [
    "a row without its household",
    `${columns.join(",")}\nA1,,applicant,Zoe,1984-03-09,,,,,,,`,
    "Row 2 of the file does not say its application and its household",
  ],
  ["an empty file", "", "The file is empty"],
])("%s is refused in words, and nothing of its rows is shown", async (_, text, said) => {
  const { stderr, status } = await runCommand(text);
  expect(stderr).toContain(said);
  expect(stderr).not.toContain("Zoe");
  expect(status).toBe(1);
});

test("a file that is not there is named", () => {
  const { stderr, status } = spawnSync("node_modules/.bin/node", ["tests/matching/matching.ts", "no-such.csv"], { encoding: "utf8" });
  expect(stderr).toContain("There is no file no-such.csv that can be read.");
  expect(status).toBe(1);
});
