import { expect, test } from "vitest";
import { readCsv } from "../../../../shared/domain/csv/read-csv.ts";
import { writeCsv } from "../../../../shared/domain/csv/write-csv.ts";

test("a file begins with a byte-order mark, has Windows line ends, and has no cell that a spreadsheet would run", () => {
  expect(
    writeCsv(
      ["name", "amount"],
      [
        ["=1+1", 12.5],
        ["@here", -3],
        ['Ann "Annie", Lee', 0],
      ],
    ),
  ).toBe('\uFEFFname,amount\r\n\'=1+1,12.5\r\n\'@here,-3\r\n"Ann ""Annie"", Lee",0\r\n');
});

test("a written file reads back unchanged", () => {
  const text = writeCsv(
    ["name", "note"],
    [
      ["Zoë", "two\nlines"],
      ["a;b", 'say "no"'],
    ],
  );
  const read = readCsv(new TextEncoder().encode(text), { name: "required", note: "required" }, { bytes: 1000, rows: 10 });
  expect(read).toMatchObject({ rows: [{ cells: { name: "Zoë", note: "two\nlines" } }, { cells: { name: "a;b", note: 'say "no"' } }] });
});
