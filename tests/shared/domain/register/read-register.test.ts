import { expect, test } from "vitest";
import { type RegisterRead, readRegister } from "../../../../shared/domain/register/read-register.ts";
import type { RegisterKind } from "../../../../shared/domain/register/register.ts";

const today = "2026-11-30";
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (kind: RegisterKind, lines: readonly string[]): RegisterRead => readRegister(bytes(lines.join("\r\n")), kind, today);
const rowsOf = (result: RegisterRead) => (result.kind === "read" ? result.rows : result);
const faultsOf = (result: RegisterRead) =>
  result.kind === "faulty" ? result.faults.map(({ row, column, because }) => `${row} ${column}: ${because}`) : result;

test("a council tax extract is read by the names of its columns, in any order and with others between them", () => {
  const result = read("councilTax", [
    "Council tax extract 1 October 2026,,,,,,,",
    "Post Code,Benefit Y/N,Surname,Mystery,Band,Address 1,Address 2,Account Ref,Forename,DOB,Discount Type,Discount Start Date,UPRN,Second Liable Person",
    "cv12ab,Y,O’Neill,left aside,B,Flat 2,91 Split Road,00123,Zoë,03/04/2001,Single person discount,01/04/2015,1.00E+11,Sam O’Neill",
    ",,,,,,,,,,,,,",
  ]);
  expect(rowsOf(result)).toEqual([
    {
      row: 3,
      reference: "00123",
      people: [{ name: "Zoë O’Neill", dateOfBirth: "2001-04-03" }, { name: "Sam O’Neill" }],
      home: { line1: "Flat 2", line2: "91 Split Road", postcode: "CV1 2AB" },
      facts: { band: "B", discount: "Single person discount", discountFrom: "2015-04-01", benefit: true },
    },
  ]);
  expect(result).toMatchObject({ withoutUprn: 1, ignored: ["Mystery"] });
});

test("a free school meals file has the columns of the national format, by semicolon, in Windows’ own letters", () => {
  const text =
    "Child School URN;Parent First Name;Parent Surname;Parent DOB;Parent Nino;Parent Email Address;Child First Name;Child Surname;Child Date of Birth;Eligibility End Date\r\n" +
    "103723;Zo\u00eb;Control;1990-05-01;AB 12 34 56 C;z@example.org;Kit;Control;2017-02-03;31/12/9999\r\n";
  const result = readRegister(
    Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
    "freeSchoolMeals",
    today,
  );
  expect(result).toMatchObject({ readAs: "Windows-1252", ignored: ["Parent Email Address"] });
  expect(rowsOf(result)).toEqual([
    {
      row: 2,
      people: [{ name: "Zoë Control", dateOfBirth: "1990-05-01", nino: "AB123456C" }],
      facts: { child: { name: "Kit Control", dateOfBirth: "2017-02-03" }, school: "103723" },
    },
  ]);
});

test("an award list of another council has whole names or names in parts, in UTF-16 with tabs", () => {
  const text =
    "Award Ref\tFull Name\tDate of birth\tAward Amount\tAward Date\tCategory\tFund\r\nW-1\tAnn Lee\t9 March 1984\t£49\t2 Nov 2026\tFood\tWarwickshire support\r\n";
  const wide = new Uint8Array([0xff, 0xfe, ...new Uint8Array(new Uint16Array([...text].map((letter) => letter.charCodeAt(0))).buffer)]);
  expect(rowsOf(readRegister(wide, "awardList", today))).toEqual([
    {
      row: 2,
      reference: "W-1",
      people: [{ name: "Ann Lee", dateOfBirth: "1984-03-09" }],
      facts: { amount: 49_00, awardedOn: "2026-11-02", need: "Food", scheme: "Warwickshire support" },
    },
  ]);
});

test("a Housing Benefit list has rent, amount and dates, whatever its lines of address are called", () => {
  const [row] = rowsOf(
    read("housingBenefit", [
      "HB Ref,Last Name,First Name,NI Number,Address Line 1,Address Line 2,Address Line 3,Town,Postcode,Start Date,Weekly Rent,Entitlement,Partner",
      "HB1,Lee,Ann,ab123456c,12 Sample Street,Hillfields,,Coventry,CV1 2AB,1/4/2024,120,98.5,Bo Lee",
    ]),
  ) as readonly object[];
  expect(row).toMatchObject({
    people: [{ name: "Ann Lee", nino: "AB123456C" }, { name: "Bo Lee" }],
    home: { line1: "12 Sample Street", line2: "Hillfields", town: "Coventry", postcode: "CV1 2AB" },
    facts: { claimedFrom: "2024-04-01", weeklyRent: 120_00, weeklyAmount: 98_50 },
  });
});

test("twenty faulty rows give twenty named faults, and no row of the file is read", () => {
  const heading = "account_reference,surname,forename,date_of_birth,address_1,postcode,band,benefit,discount_start,nino,uprn";
  const good = "A0,Lee,Ann,1984-03-09,1 Sample Street,CV1 2AB,A,N,2020-01-01,,";
  const cells: readonly [column: string, place: number, cell: string][] = [
    ["account_reference", 0, ""],
    ["surname", 1, ""],
    ["surname", 1, "=A1"],
    ["surname", 1, "Nu?ez"],
    ["surname", 1, "1234"],
    ["forename", 2, "#REF!"],
    ["date_of_birth", 3, "31/02/1990"],
    ["date_of_birth", 3, "44927"],
    ["date_of_birth", 3, "2030-01-01"],
    ["date_of_birth", 3, "1.1E+07"],
    ["address_1", 4, ""],
    ["postcode", 5, ""],
    ["postcode", 5, "Coventry"],
    ["band", 6, "Z"],
    ["benefit", 7, "perhaps"],
    ["discount_start", 8, "soon"],
    ["discount_start", 8, "1/1/2099"],
    ["nino", 9, "BG123456A"],
    ["nino", 9, "12"],
    ["uprn", 10, "twelve"],
  ];
  const faulty = cells.map(([, place, cell]) =>
    good
      .split(",")
      .map((own, index) => (index === place ? cell : own))
      .join(","),
  );
  const result = read("councilTax", [heading, good, ...faulty]);
  const faults = result.kind === "faulty" ? result.faults : [];
  expect(faults.map(({ row, column }) => [row, column])).toEqual(cells.map(([column], index) => [index + 3, column]));
  expect(new Set(faults.map(({ because }) => because)).size).toBeGreaterThan(14);
  expect(result).toMatchObject({ kind: "faulty", faultyRows: 20, rows: 21 });
});

test("a row that could find nobody is a fault, and so is a file without names", () => {
  const heading = "reference,name,amount,awarded_on";
  expect(faultsOf(read("awardList", [heading, "1,Ann Lee,12,1/1/2026"]))).toEqual([
    "2 the row: A name alone finds nobody: it needs a date of birth, a National Insurance number, or an address with its postcode",
  ]);
  expect(read("awardList", ["reference,amount,awarded_on", "1,12,1/1/2026"])).toMatchObject({ kind: "refused" });
});

test("dates are British until one of the file has its month first, and then doubtful ones are named", () => {
  const heading = "reference,name,date_of_birth,amount,awarded_on";
  expect(rowsOf(read("awardList", [heading, "1,Ann Lee,03/04/2001,12,03/04/2015"]))).toMatchObject([
    { people: [{ dateOfBirth: "2001-04-03" }], facts: { awardedOn: "2015-04-03" } },
  ]);
  expect(faultsOf(read("awardList", [heading, "1,Ann Lee,1984-03-09,12,03/04/2015", "2,Bo Lee,1984-03-09,12,12/31/2015"]))).toEqual([
    "2 awarded_on: “03/04/2015” may be 3 April 2015 or 4 March 2015, since the date in row 3 has its month first. Write dates like 1984-03-09",
  ]);
});

test("a file without a column that must be there is refused by the column’s name", () => {
  expect(read("councilTax", ["surname,address_1", "Lee,1 Sample Street"])).toMatchObject({
    kind: "refused",
    because: expect.stringContaining("has no column “account_reference”, “postcode”"),
  });
});
