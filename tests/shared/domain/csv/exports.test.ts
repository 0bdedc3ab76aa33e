import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { matchResults, type Payment } from "../../../../shared/domain/payments/payment-batch.ts";
import { readResults } from "../../../../shared/domain/payments/read-results.ts";
import { readCohort } from "../../../../shared/domain/run/read-cohort.ts";
import type { Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";

const crf = newestVersion(shippedSchemes, "CRF") as Scheme;
const fileNamed = (name: string) => new Uint8Array(readFileSync(new URL(`exports/${name}.csv`, import.meta.url)));

/** Sets of letters without the Polish Ł. */
const withoutL = ["windows-1252-semicolons", "mac-roman", "dos-850"];
const kinds = ["utf-8", "utf-16-tabs", "quote-all", "not-as-shown", "colons", "spaces", ...withoutL];

const listNamed = (name: string) => {
  const read = readCohort(fileNamed(name), crf, "2026-11-20");
  if (read.kind === "refused") throw new Error(read.because);
  return read;
};

test.each(kinds)("a list that was edited and saved as %s reads as it was meant", (kind) => {
  const { rows, ignored } = listNamed(`list-${kind}`);
  expect(ignored).toEqual(["school"]);
  const [zoe, lukasz, jose, soren] = rows;
  expect(zoe?.read).toMatchObject({
    reference: "R-001",
    name: expect.stringMatching(/^Zoë O[’']Neill$/),
    dateOfBirth: "1984-03-09",
    address: { line1: "Flat 2", line2: "12 Sample Street", postcode: "CV1 2AB" },
    amount: 49_00,
    children: 2,
    payTo: { sortCode: "309430", accountNumber: "00733400" },
  });
  expect(jose?.read).toMatchObject({
    name: "José Sánchez, Jr",
    dateOfBirth: "1990-12-23",
    address: { line1: "Rose House", line2: "16 Sample Street" },
    amount: 1_200_00,
  });
  expect(soren).toMatchObject({ row: 6, read: { name: "Søren Example", dateOfBirth: "1986-03-09", address: { town: "Coventry" } } });
  if (withoutL.includes(kind))
    expect(lukasz?.problems).toEqual([
      "name: “?ukasz Example” has a “?”, as a spreadsheet puts for a letter that it cannot save. Enter the name again, or save the file as “CSV UTF-8”",
    ]);
  else expect(lukasz?.read).toMatchObject({ name: "Łukasz Example", dateOfBirth: "1985-03-09", amount: 49_50 });
  expect(rows).toHaveLength(4);
});

test("a list with American dates has those named that could be either, and no other", () => {
  const { rows } = listNamed("list-american-dates");
  expect(rows.map(({ read, problems }) => read?.dateOfBirth ?? problems)).toEqual([
    "1984-03-09",
    [
      "date_of_birth: “03/09/1985” may be 3 September 1985 or 9 March 1985, since the date in row 4 has its month first. Write dates like 1984-03-09",
    ],
    "1990-12-23",
    "1986-03-09",
  ]);
});

test.each(kinds)("results that were edited and saved as %s settle what the bank meant", (kind) => {
  const read = readResults(fileNamed(`results-${kind}`), "E08000026");
  if (read.kind === "refused") throw new Error(read.because);
  expect(read.problems).toEqual([]);
  expect(read.rows.map(({ payment, amount, result }) => [payment, amount, result])).toEqual([
    ["7K3F9Q-0001", 49_00, "paid"],
    ["7K3F9Q-0002", 49_50, "rejected"],
    ["12E045-0003", 120_00, "paid"],
    ["001234-0004", 1_200_00, "rejected"],
  ]);
  expect(read.rows[1]?.reason).toBe("- account closed");
  expect(read.rows[3]?.reason).toBe("No account, says Zoë");
  // Batches from before may have ids that Calc took for numbers.
  for (const batchId of ["7K3F9Q", "12E045", "001234"]) {
    const payments = read.rows
      .filter(({ payment }) => payment.startsWith(batchId))
      .map(
        ({ payment, amount }) => ({ paymentId: payment, reference: payment, amount, state: "inBatch", results: [] }) as unknown as Payment,
      );
    expect(matchResults(read.rows, batchId, payments).matched).toHaveLength(payments.length);
  }
});

test("a roll number without its noughts is still the one payment that it was sent with", () => {
  const row = { row: 2, batch: "7K3F9Q", payment: "12345678", amount: 49_00, result: "paid", reason: "" } as never;
  const payment = (reference: string, paymentId = reference) =>
    ({ paymentId, reference, amount: 49_00, state: "inBatch", results: [] }) as unknown as Payment;
  expect(matchResults([row], "7K3F9Q", [payment("0012345678")]).matched).toHaveLength(1);
  expect(matchResults([row], "7K3F9Q", [payment("0012345678"), payment("012345678")]).problems).toEqual([
    { row: 2, because: "Payment “12345678” is not in this batch." },
  ]);
});
