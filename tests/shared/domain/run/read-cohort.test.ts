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
  [{ date_of_birth: "30750" }, "date_of_birth: “30750” is not a date like 09/03/1984 or 1984-03-09"],
  [{ date_of_birth: "2030-01-01" }, "date_of_birth: Date of birth must be in the past"],
  [{ postcode: "CV1" }, "postcode: Enter a full UK postcode, like CV1 2AB"],
  [{ name: "" }, "name: Enter a full name"],
  [{ item: "yacht" }, "item: Crisis and Resilience Fund has no item “yacht”"],
  [{ delivery: "PIGEON" }, "delivery: “PIGEON” is none of VOUCHER, CASH, THIRD_PARTY, TANGIBLE"],
  [{ children: "two" }, "children: Enter a whole number from 0 to 19"],
  [{ phone: "12" }, "phone: This phone number is too short. Enter all of it, with its area code, like 07700 900 982"],
  [{ phone: "none" }, "phone: Enter a phone number, like 07700 900 982"],
  [{ sort_code: "12" }, "sort_code: Enter a sort code of 6 numbers, like 309430"],
])("a row with %o is refused, with its reason", (changes, problem) => {
  const { read, problems } = rowWith(changes);
  expect(read).toBeUndefined();
  expect(problems[0]).toBe(problem);
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
