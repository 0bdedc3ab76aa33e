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
  [
    "an amount in words",
    row("K7Q2M9-0001", { amount: "forty-nine" }),
    "2: “forty-nine” is not an amount in pounds and pence, like 120 or 120.00.",
  ],
  ["half a penny", row("K7Q2M9-0001", { amount: "49.005" }), "2: “49.005” is not an amount in pounds and pence, like 120 or 120.00."],
  ["less than nothing", row("K7Q2M9-0001", { amount: "-49.00" }), "2: “-49.00” is not an amount in pounds and pence, like 120 or 120.00."],
  ["a result of its own", row("K7Q2M9-0001", { result: "perhaps" }), "2: “perhaps” is not a result. It must be paid or rejected."],
  [
    "a cell too many",
    `${row("K7Q2M9-0001")},more`,
    "2: Has more cells than the first row: is a comma inside a cell without quotation marks?",
  ],
  [
    "an amount that is a formula",
    row("K7Q2M9-0001", { amount: "=1+1" }),
    "2: The amount begins with “=”, which a spreadsheet would run as a formula.",
  ],
])("a row with %s is named with its reason", (_, bad, problem) => {
  expect(problemsOf(file(bad))).toEqual([problem]);
});

test.each([
  ["whole pounds", { amount: "49" }],
  ["one place of pennies", { amount: "49.0" }],
  ["a pound sign", { amount: "£49.00" }],
  ["a word in capitals", { result: " PAID " }],
  ["a reason that begins with a dash", { reason: "- account closed" }],
  ["a reason that is a formula", { reason: "=1+1" }],
  ["the council's code in small letters", { council: "e08000026" }],
])("a row with %s is read", (_, changes) => {
  expect(readText(file(row("K7Q2M9-0001", changes)))).toMatchObject({ problems: [], rows: [{ amount: 49_00, result: "paid" }] });
});

test("a file without reasons, or with columns beside its own, is read", () => {
  const text = `bank,council,batch,payment,amount,result\nX,${council},K7Q2M9,K7Q2M9-0001,49,paid`;
  expect(readText(text)).toMatchObject({ problems: [], rows: [{ payment: "K7Q2M9-0001", reason: "" }] });
});

test("a payment twice in the file counts once", () => {
  const text = file(row("K7Q2M9-0001"), row("K7Q2M9-0001"));
  expect(readText(text)).toMatchObject({ rows: [{ row: 2 }], problems: [{ row: 3 }] });
  expect(problemsOf(text)).toEqual(["3: Payment “K7Q2M9-0001” is in row 2 too."]);
});

test("a payment with two different results in the file counts neither way", () => {
  const text = file(row("K7Q2M9-0001"), row("K7Q2M9-0001", { result: "rejected" }));
  expect(readText(text)).toMatchObject({ rows: [] });
  expect(problemsOf(text)).toEqual([
    "2: Payment “K7Q2M9-0001” is in the file more than once, and not with the same result.",
    "3: Payment “K7Q2M9-0001” is in the file more than once, and not with the same result.",
  ]);
});

test.each([
  ["nothing in it", "", "The file is empty."],
  ["a column too few", `council,batch,payment,result\n${council},K7Q2M9,P,paid`, "has no column “amount”"],
  ["a column twice", `${header},reason`, "has a column twice: “reason”"],
  ["a quotation mark left open", `${header}\n"${council}`, "The file cannot be read from row 2 on"],
  ["too many rows", file(...Array.from({ length: 5_001 }, (_, index) => row(`P${index}`))), "The file has more than 5,000 rows."],
])("a file with %s is refused whole, with the reason", (_, text, because) => {
  expect(readText(text)).toMatchObject({ kind: "refused", because: expect.stringContaining(because) });
});
