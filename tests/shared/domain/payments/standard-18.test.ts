import fc from "fast-check";
import { expect, test } from "vitest";
import { bankText } from "../../../../shared/domain/bank/bank-text.ts";
import { addPence, pence } from "../../../../shared/domain/money.ts";
import { type Credit, type Submission, standard18 } from "../../../../shared/domain/payments/standard-18.ts";

const submission: Submission = {
  originator: { serviceUserNumber: "123456", sortCode: "010203", accountNumber: "11223344", name: "Coventry City Council" },
  serialNumber: "K7Q2M9",
  createdOn: "2026-12-31",
  processingDay: "2027-01-04",
  credits: [
    { sortCode: "089999", accountNumber: "66374958", name: "Zoë O’Neill-Ng", reference: "K7Q2M9-0001", amount: pence(49_00) },
    { sortCode: "107999", accountNumber: "88837491", name: "R Example", reference: "K7Q2M9-0002", amount: pence(120_55) },
  ],
};

test("a file has its labels, a record for each payment, the debit that balances them, and its totals", () => {
  expect(standard18(submission).split("\r\n")).toEqual([
    "VOL1K7Q2M9                               123456                                1",
    "HDR1A123456S  1123456K7Q2M900010001       26365 27004 000000                    ",
    "HDR2F0200000100                                   00                            ",
    "UHL1 27004999999    000000001 DAILY  001                                        ",
    "0899996637495809901020311223344    00000004900COVENTRY CITY COUNK7Q2M9-0001       ZOE ONEILL-NG     ",
    "1079998883749109901020311223344    00000012055COVENTRY CITY COUNK7Q2M9-0002       R EXAMPLE         ",
    "0102031122334401701020311223344    00000016955COVENTRY CITY COUNCONTRA            COVENTRY CITY COUN",
    "EOF1A123456S  1123456K7Q2M900010001       26365 27004 000000                    ",
    "EOF2F0200000100                                   00                            ",
    "UTL10000000016955000000001695500000010000002                                    ",
    "",
  ]);
});

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const credits = fc.array(
  fc.record({
    sortCode: digits(6),
    accountNumber: digits(8),
    name: fc.string({ unit: "grapheme", maxLength: 60 }),
    reference: fc.string({ unit: "grapheme-ascii", maxLength: 30 }),
    amount: fc.integer({ min: 1, max: 1_000_000_00 }).map(pence),
  }),
  { maxLength: 40 },
) as fc.Arbitrary<Credit[]>;

const records = (file: string) => file.split("\r\n").slice(0, -1);

test("for any payments, every label has 80 characters and every payment 100, in the letters that banks take", () => {
  fc.assert(
    fc.property(credits, (paid) => {
      const file = records(standard18({ ...submission, credits: paid }));
      expect(file).toHaveLength(paid.length + 8);
      file.forEach((record, index) => {
        expect(record).toHaveLength(index >= 4 && index <= paid.length + 4 ? 100 : 80);
        expect(record).toMatch(/^[A-Z0-9 .&/-]*$/);
      });
    }),
  );
});

test("the totals are the sum of the payments, and the debit balances them", () => {
  fc.assert(
    fc.property(credits, (paid) => {
      const file = records(standard18({ ...submission, credits: paid }));
      const total = addPence(paid.map(({ amount }) => amount));
      const trailer = file.at(-1) ?? "";
      expect([Number(trailer.slice(4, 17)), Number(trailer.slice(17, 30))]).toEqual([total, total]);
      expect([Number(trailer.slice(30, 37)), Number(trailer.slice(37, 44))]).toEqual([1, paid.length]);
      const payments = file.slice(4, -3);
      const amountOf = (record: string) => Number(record.slice(35, 46));
      expect(payments.filter((record) => record.slice(15, 17) === "99").map(amountOf)).toEqual(paid.map(({ amount }) => amount));
      expect(payments.filter((record) => record.slice(15, 17) === "17").map(amountOf)).toEqual([total]);
    }),
  );
});

test("the same batch is the same file, to the byte", () => {
  fc.assert(
    fc.property(credits, (paid) => {
      const again = structuredClone({ ...submission, credits: paid });
      expect(Buffer.from(standard18(again))).toEqual(Buffer.from(standard18({ ...submission, credits: paid })));
    }),
  );
});

test.each([
  ["Zoë O’Neill-Ng", "ZOE ONEILL-NG"],
  ["Łukasz Strauß", "LUKASZ STRAUSS"],
  ["Søren Æbelø", "SOREN AEBELO"],
  ["  A.  B & C/D (joint)\u00a0account ", "A. B & C/D JOINT ACCOUNT"],
  ["Robin 👩‍👧 Example\u0000\r\n", "ROBIN EXAMPLE"],
  ["李小龍", ""],
])("a bank reads “%s” as “%s”", (text, read) => {
  expect(bankText(text)).toBe(read);
});
