import fc from "fast-check";
import { expect, test } from "vitest";
import { checkedPayeeSchema } from "../../../../shared/domain/bank/checked-payee.ts";
import { maskedPayee, payeeSchema } from "../../../../shared/domain/bank/payee.ts";

const account = { way: "bank", name: "Robin Example", sortCode: "089999", accountNumber: "66374958" } as const;

/** The place and message of each problem with a payee. */
const refused = (payee: object): string[] => {
  const read = checkedPayeeSchema.safeParse(payee);
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
};

test.each(["08-99-99", "08 99 99", "089999", " 08–99–99 "])("the sort code “%s” is read as 089999", (sortCode) => {
  expect(checkedPayeeSchema.parse({ ...account, sortCode })).toEqual(account);
});

test.each([
  ["6374958", "06374958"],
  ["374 958", "00374958"],
])("the account number %s is kept as %s", (typed, kept) => {
  const read = checkedPayeeSchema.parse({ ...account, sortCode: "000001", accountNumber: typed });
  expect(read).toMatchObject({ accountNumber: kept });
});

test.each(["٦٦٣٧٤٩٥٨", "６６３７４９５８", "6637\u20114958", " 66 37 49 58\u200b"])(
  "the account number “%s” is read as 66374958",
  (accountNumber) => {
    expect(checkedPayeeSchema.parse({ ...account, accountNumber })).toMatchObject({ accountNumber: "66374958" });
  },
);

test.each([
  ["a sort code of five numbers", { sortCode: "08999" }, "sortCode: Enter a sort code of 6 numbers, like 309430"],
  ["a sort code of letters", { sortCode: "O89999" }, "sortCode: Enter a sort code of 6 numbers, like 309430"],
  ["an account number of five", { accountNumber: "66374" }, "accountNumber: Enter an account number of 6 to 8 numbers, like 00733445"],
  [
    "an account number of nine",
    { accountNumber: "663749581" },
    "accountNumber: Only Santander writes 9 numbers. Ask Santander for the sort code and the 8 numbers to use, and enter those",
  ],
  [
    "an account number of ten",
    { accountNumber: "6637-495-812" },
    "accountNumber: Enter 8 numbers. NatWest uses the last 8 of 10; the Co-operative Bank and Leeds Building Society use the first 8. Ask your bank if it is another",
  ],
  [
    "an account number with a typing error",
    { accountNumber: "66374959" },
    "accountNumber: This account number cannot belong to this sort code. Check both",
  ],
  ["no name", { name: " " }, "name: Enter the name on the account"],
  [
    "a name in letters that no bank file can hold",
    { name: "李小龍" },
    "name: Enter the name on the account in the letters A to Z, as the bank writes it",
  ],
  [
    "a roll number that is too long",
    { rollNumber: "A".repeat(19) },
    "rollNumber: Enter a roll number as your building society writes it, of 18 characters or fewer",
  ],
])("%s is refused", (_, changes, message) => {
  expect(refused({ ...account, ...changes })).toEqual([message]);
});

test("a payee stored under an earlier table still reads", () => {
  const kept = { ...account, accountNumber: "66374959" };
  expect(payeeSchema.parse(kept)).toEqual(kept);
});

test.each([
  ["neither", {}],
  ["both", { phone: "07700 900982", email: "robin@example.com" }],
])("a cash code goes to one place, not to %s", (_, to) => {
  expect(refused({ way: "cashCode", ...to })).toEqual(["phone: Enter one mobile number or email address to send the code to"]);
});

test.each([
  [account, "Bank account: Robin Example, account ending 958"],
  [{ way: "cashCode", phone: "07700 900982" }, "Cash code by text, to the number ending 982"],
  [{ way: "cashCode", email: "robin@example.com" }, "Cash code by email, to r…@example.com"],
] as const)("the payee %o is masked as “%s”", (payee, words) => {
  expect(maskedPayee(checkedPayeeSchema.parse(payee))).toBe(words);
});

test("masked words never hold an account number or a sort code", () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
  fc.assert(
    fc.property(digits(6), digits(8), (sortCode, accountNumber) => {
      const words = maskedPayee({ way: "bank", name: "Robin Example", sortCode, accountNumber });
      expect(words).not.toContain(accountNumber);
      expect(words).not.toContain(sortCode);
    }),
  );
});
