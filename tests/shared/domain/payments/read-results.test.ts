import { expect, test } from "vitest";
import { readResults } from "../../../../shared/domain/payments/read-results.ts";

const council = "E08000026";
const header = "council,batch,payment,amount,result,reason";
const row = (payment: string, changes: Partial<Record<"council" | "batch" | "amount" | "result" | "reason", string>> = {}) => {
  const all = { council, batch: "K7Q2M9", amount: "49.00", result: "paid", reason: "", ...changes };
  return [all.council, all.batch, payment, all.amount, all.result, all.reason].join(",");
};
const file = (...rows: readonly string[]) => [header, ...rows].join("\r\n");

const readText = (text: string) => readResults(Buffer.from(text), council);
const problemsOf = (text: string): readonly string[] => {
  const read = readText(text);
  return read.kind === "read" ? read.problems.map((problem) => `${problem.row}: ${problem.because}`) : [read.because];
};

test("each row is read, with its place in the file", () => {
  const read = readText(file(row("K7Q2M9-0001"), "", row("K7Q2M9-0002", { result: "rejected", reason: '"Closed, in May"' })));
  expect(read).toEqual({
    kind: "read",
    rows: [
      { row: 2, batch: "K7Q2M9", payment: "K7Q2M9-0001", amount: 49_00, result: "paid", reason: "" },
      { row: 4, batch: "K7Q2M9", payment: "K7Q2M9-0002", amount: 49_00, result: "rejected", reason: "Closed, in May" },
    ],
    problems: [],
  });
});

test.each([
  ["a byte-order mark", `\ufeff${file(row("K7Q2M9-0001"))}`],
  ["another order of columns", ["reason,result,amount,payment,batch,council", `,paid,49.00,K7Q2M9-0001,K7Q2M9,${council}`].join("\n")],
  ["quotes around everything", file('"E08000026","K7Q2M9","K7Q2M9-0001","49.00","paid",""')],
])("a file with %s is read", (_, text) => {
  expect(readText(text)).toMatchObject({ kind: "read", problems: [], rows: [{ payment: "K7Q2M9-0001", amount: 49_00 }] });
});

test.each([
  ["another council", row("K7Q2M9-0001", { council: "E08000025" }), "2: This is a result for another council: “E08000025”."],
  ["pounds with a sign", row("K7Q2M9-0001", { amount: "£49.00" }), "2: “£49.00” is no amount in pounds and pence, like 120.00."],
  ["an amount in words", row("K7Q2M9-0001", { amount: "forty-nine" }), "2: “forty-nine” is no amount in pounds and pence, like 120.00."],
  ["half a penny", row("K7Q2M9-0001", { amount: "49.005" }), "2: “49.005” is no amount in pounds and pence, like 120.00."],
  ["less than nothing", row("K7Q2M9-0001", { amount: "-49.00" }), "2: “-49.00” is no amount in pounds and pence, like 120.00."],
  ["a result of its own", row("K7Q2M9-0001", { result: "PAID" }), "2: “PAID” is no result. It must be paid or rejected."],
  [
    "a cell too many",
    `${row("K7Q2M9-0001")},more`,
    "2: Has more cells than the first row: is a comma inside a cell without quotation marks?",
  ],
  ["a formula", row("K7Q2M9-0001", { reason: "=1+1" }), "2: reason: begins with “=”, which a spreadsheet would run as a formula"],
])("a row with %s is named with its reason", (_, bad, problem) => {
  expect(problemsOf(file(bad))).toEqual([problem]);
});

test("a payment that is in the file twice counts once", () => {
  const text = file(row("K7Q2M9-0001"), row("K7Q2M9-0001"));
  expect(readText(text)).toMatchObject({ rows: [{ row: 2 }], problems: [{ row: 3 }] });
  expect(problemsOf(text)).toEqual(["3: Payment “K7Q2M9-0001” is in row 2 too."]);
});

test("a payment that is in the file with two results counts neither way", () => {
  const text = file(row("K7Q2M9-0001"), row("K7Q2M9-0001", { result: "rejected" }));
  expect(readText(text)).toMatchObject({ rows: [] });
  expect(problemsOf(text)).toEqual([
    "2: Payment “K7Q2M9-0001” is in the file more than once, and not with the same result.",
    "3: Payment “K7Q2M9-0001” is in the file more than once, and not with the same result.",
  ]);
});

test.each([
  ["nothing in it", "", "The file is empty."],
  ["a column too few", `council,batch,payment,amount,result\n${council},K7Q2M9,P,1.00,paid`, "has no column “reason”"],
  ["a column that nobody knows", `${header},colour`, "has columns that are not known here: “colour”"],
  ["a column twice", `${header},reason`, "has a column twice: “reason”"],
  ["a quotation mark left open", `${header}\n"${council}`, "The file cannot be read from line 2 on"],
  ["too many rows", file(...Array.from({ length: 5_001 }, (_, index) => row(`P${index}`))), "The file has more than 5,000 rows."],
])("a file with %s is refused whole, with its reason", (_, text, because) => {
  expect(readText(text)).toMatchObject({ kind: "refused", because: expect.stringContaining(because) });
});
