import { expect, test } from "vitest";
import { readCohort } from "../../../../shared/domain/run/read-cohort.ts";
import type { Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";

const crf = newestVersion(shippedSchemes, "CRF") as Scheme;
const today = "2026-11-20";
const columns = "reference,name,date_of_birth,address_line_1,postcode,amount,item,delivery,children,phone,email,sort_code,account_number";
const cells = {
  reference: "R1",
  name: "Robin Example",
  date_of_birth: "1984-03-09",
  address_line_1: "12 Sample Street",
  postcode: "cv12ab",
  amount: "120",
  item: "",
  delivery: "",
  children: "2",
  phone: "",
  email: "",
  sort_code: "",
  account_number: "",
};

/** One row with some of its cells replaced. */
const rowWith = (changes: Partial<typeof cells>) => {
  const line = Object.values({ ...cells, ...changes }).map((cell) => `"${cell.replaceAll('"', '""')}"`);
  const read = readCohort(new TextEncoder().encode(`${columns}\n${line.join(",")}`), crf, today);
  if (read.kind === "refused") throw new Error(read.because);
  const [row] = read.rows;
  if (!row) throw new Error("The file has a row.");
  return row;
};

test("a row is read with its days, postcode and amount in the service's own form", () => {
  expect(rowWith({ date_of_birth: "9/3/1984", item: "energy TOP-UP or cash for fuel", delivery: "Voucher" }).read).toEqual({
    reference: "R1",
    name: "Robin Example",
    dateOfBirth: "1984-03-09",
    address: { line1: "12 Sample Street", postcode: "CV1 2AB" },
    amount: 120_00,
    item: "fuelTopUp",
    delivery: "VOUCHER",
    children: 2,
  });
});

test.each([
  ["£120", 120_00],
  ["120.00", 120_00],
  ["1,200.5", 1_200_50],
  ["0.01", 1],
])("the amount %s is read exactly", (amount, pence) => {
  expect(rowWith({ amount }).read?.amount).toBe(pence);
});

test.each([
  ["one hundred", "amount: “one hundred” is not an amount in pounds and whole pence, like 120 or 99.50"],
  ["120.005", "amount: “120.005” is not an amount in pounds and whole pence, like 120 or 99.50"],
  ["1e3", "amount: “1e3” is not an amount in pounds and whole pence, like 120 or 99.50"],
  ["0", "amount: “0” is not more than £0"],
  ["-5", "amount: “-5” is not more than £0"],
  ["99999999999", "amount: “99999999999” is more than an award can be"],
])("the amount %s is refused, with its reason", (amount, problem) => {
  expect(rowWith({ amount }).problems).toEqual([problem]);
});

test.each([
  [{ date_of_birth: "31/02/1984" }, "date_of_birth: “31/02/1984” is not a date like 09/03/1984 or 1984-03-09"],
  [{ date_of_birth: "30750" }, "date_of_birth: “30750” is how a spreadsheet counts days. Format the column as a date and save the file"],
  [{ date_of_birth: "2030-01-01" }, "date_of_birth: Date of birth must be in the past"],
  [{ postcode: "CV1" }, "postcode: Enter a full UK postcode, like CV1 2AB"],
  [{ name: "" }, "name: Enter a full name"],
  [{ item: "yacht" }, "item: Crisis and Resilience Fund has no item “yacht”"],
  [{ delivery: "PIGEON" }, "delivery: “PIGEON” is none of VOUCHER, CASH, THIRD_PARTY, TANGIBLE"],
  [{ children: "two" }, "children: Enter a whole number from 0 to 19"],
  [{ phone: "12" }, "phone: This phone number is too short. Enter all of it, with its area code, like 07700 900 982"],
  [{ sort_code: "1234567" }, "sort_code: Enter a sort code of 6 numbers, like 309430"],
  [
    { sort_code: "70116" },
    "sort_code: “70116” is too short. A spreadsheet takes noughts from the start: format the column as text and enter the number again",
  ],
  [
    { sort_code: "2009-01-28" },
    "sort_code: “2009-01-28” is a date, which a spreadsheet made of the number. Format the column as text and enter the number again",
  ],
  [{ name: "=HYPERLINK(A1)" }, "name: begins with “=”, which a spreadsheet would run as a formula"],
  [
    { reference: "1.00E+11" },
    "reference: “1.00E+11” is how a spreadsheet shortens a long number. Format the column as text, enter the number again and save the file",
  ],
  [{ date_of_birth: "09/03/24" }, "date_of_birth: “09/03/24” may be 9 March 1924 or 9 March 2024. Write dates like 1984-03-09"],
])("a row with %o is refused, with its reason", (changes, problem) => {
  const { read, problems } = rowWith(changes);
  expect(read).toBeUndefined();
  expect(problems[0]).toBe(problem);
});

const rowsFrom = (head: string, ...lines: readonly string[]) => {
  const read = readCohort(new TextEncoder().encode([head, ...lines].join("\n")), crf, today);
  if (read.kind === "refused") throw new Error(read.because);
  return read.rows;
};
const head = "reference,name,date_of_birth,address_line_1,address_line_2,postcode,phone,email";

test.each(["9 March 1984", "09-Mar-84", "1984-03-09 00:00", "9.3.1984"])("a date of birth may be written %s", (written) => {
  expect(rowWith({ date_of_birth: written }).read?.dateOfBirth).toBe("1984-03-09");
});

test("a file with a month before its day is British no longer, so that dates which could be either are named", () => {
  const rows = rowsFrom(
    head,
    "1,Ann,09/03/1984,1 A Road,,CV1 2AB,,",
    "2,Bo,03/25/1984,2 A Road,,CV1 2AB,,",
    "3,Cy,1990-05-01,3 A Road,,CV1 2AB,,",
  );
  expect(rows.map(({ read, problems }) => read?.dateOfBirth ?? problems)).toEqual([
    [
      "date_of_birth: “09/03/1984” may be 9 March 1984 or 3 September 1984, since the date in row 3 has its month first. Write dates like 1984-03-09",
    ],
    "1984-03-25",
    "1990-05-01",
  ]);
});

test("an address has a second line, of a column of its own or of a line break in the first", () => {
  const rows = rowsFrom(
    head,
    "1,Ann,1984-03-09,Flat 2,12 Sample Street,CV1 2AB,n/a,-",
    '2,Bo,1984-03-09,"Flat 2,\n12 Sample Street",,CV1 2AB,,',
  );
  const address = { line1: "Flat 2", line2: "12 Sample Street", postcode: "CV1 2AB" };
  expect(rows.map(({ read }) => read?.address)).toEqual([address, address]);
  expect(rows[0]?.read).not.toHaveProperty("phone");
});

test("a column that is left aside is named, with the letters that were mended", () => {
  const text = `${head},school\n1,Zoë,1984-03-09,1 A Road,,CV1 2AB,,,Hill\n2,Andr`;
  const file = new Uint8Array([...new TextEncoder().encode(text), 0xe9, ...new TextEncoder().encode(",1984-03-09,2 A Road,,CV1 2AB,,,")]);
  expect(readCohort(file, crf, today)).toMatchObject({
    ignored: ["school"],
    rows: [{ read: { name: "Zoë" } }, { read: { name: "André" }, isMended: true }],
  });
});

test("every problem of a row is told at once, with its person if they can be read", () => {
  const { who, problems } = rowWith({ amount: "many", children: "-1", email: "nobody" });
  expect(problems).toHaveLength(3);
  expect(who).toMatchObject({ name: "Robin Example", address: { postcode: "CV1 2AB" } });
  expect(rowWith({ date_of_birth: "" }).who).toBeUndefined();
});

test("a file of a hundred thousand rows is refused in one sentence", () => {
  const file = new TextEncoder().encode(`reference,name,date_of_birth,address_line_1,postcode\n${"1,a,b,c,d\n".repeat(100_000)}`);
  expect(readCohort(file, crf, today)).toEqual({
    kind: "refused",
    because: "The file has more than 20,000 rows. Split it into smaller files.",
  });
});
