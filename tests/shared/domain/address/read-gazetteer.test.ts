import { expect, test } from "vitest";
import { readGazetteer } from "../../../../shared/domain/address/read-gazetteer.ts";

const read = (...lines: string[]) => readGazetteer(new TextEncoder().encode(lines.join("\r\n")));
const heading =
  "UPRN;SAO_TEXT;PAO_TEXT;BUILDING_NUMBER;STREET_DESCRIPTION;TOWN_NAME;POSTCODE_LOCATOR;LOCAL_CUSTODIAN_CODE;BLPU_STATE;BLPU_CLASS;ADMIN";
const good = "000100070000001;;;91;Split Road;Coventry;cv12ab;4610;2;RD04;x";

test("a gazetteer is read by its columns' names, in any order, by the names that its software uses, and beside other columns", () => {
  const list = read(
    heading,
    good,
    "100070000002;Flat 2;;91;Split Road;Coventry;CV1 2AB;4610;2;RD06;x",
    "100070000003;Flat 1;Rose Court;12;Mill Lane;Coventry;CV1 2AB;4610;;RD06;x",
    "100070000004;;Rose Cottage;;Orchard Mews;;CV3 9AA;3715;2;;x",
    "100070000005;Flat 9;;91;Split Road;Coventry;CV1 2AB;4610;4;RD06;x",
    "100070000006;;;93;Split Road;Coventry;CV1 2AB;4610;2;CR08;x",
  );
  expect(list).toMatchObject({ kind: "read", counts: { addresses: 4, gone: 1, outside: 1, notHomes: 1 } });
  expect(list.kind === "read" && list.addresses).toEqual([
    { uprn: "100070000001", line1: "91 Split Road", town: "Coventry", postcode: "CV1 2AB", custodian: "4610" },
    { uprn: "100070000002", line1: "Flat 2, 91 Split Road", town: "Coventry", postcode: "CV1 2AB", unit: "Flat 2", custodian: "4610" },
    {
      uprn: "100070000003",
      line1: "Flat 1, Rose Court",
      line2: "12 Mill Lane",
      town: "Coventry",
      postcode: "CV1 2AB",
      unit: "Flat 1",
      custodian: "4610",
    },
    { uprn: "100070000004", line1: "Rose Cottage", line2: "Orchard Mews", postcode: "CV3 9AA", custodian: "3715" },
    {
      uprn: "100070000005",
      line1: "Flat 9, 91 Split Road",
      town: "Coventry",
      postcode: "CV1 2AB",
      unit: "Flat 9",
      custodian: "4610",
      isGone: true,
    },
  ]);
});

test("a home's other names and its history stand beside it in a file, and do not make it two", () => {
  const row = (uprn: string, number: string, status: string) => `${uprn},${number},Split Road,CV1 2AB,4610,${status}`;
  const list = read(
    "uprn,building_number,street,postcode,custodian_code,logical_status",
    row("1", "91", "8"),
    row("1", "91", "1"),
    row("1", "91a", "3"),
    row("2", "93", "8"),
  );
  expect(list).toMatchObject({
    kind: "read",
    addresses: [
      { uprn: "1", line1: "91 Split Road" },
      { uprn: "2", line1: "93 Split Road", isGone: true },
    ],
    counts: { addresses: 1, gone: 1, notHomes: 2 },
  });
  expect(list.kind === "read" && list.addresses[0]).not.toHaveProperty("isGone");
});

test.each([
  ["1.00E+11;;;5;Split Road;Coventry;CV1 2AB;4610;2;R;x", "is how a spreadsheet shortens a long number"],
  ["12345678901234;;;5;Split Road;Coventry;CV1 2AB;4610;2;R;x", "is not a UPRN. It has up to 12 digits."],
  ["100070000001;;;5;Split Road;Coventry;CV1 2AB;4610;2;R;x", "UPRN 100070000001 stands in row 2 too."],
  ["7;;;5;Split Road;Coventry;CV1;4610;2;R;x", "“CV1” is not a full UK postcode."],
  ["7;;;5;Split Road;Coventry;CV1 2AB;Cov;2;R;x", "“Cov” is not a custodian code."],
  ["7;;;;Split Road;Coventry;CV1 2AB;4610;2;R;x", "The row has no building, number or name."],
])("one wrong row, and nothing of the file is taken: %s", (wrong, because) => {
  expect(read(heading, good, wrong)).toEqual({
    kind: "wrong",
    problems: [{ row: 3, because: expect.stringContaining(because) }],
    problemsInAll: 1,
  });
});

test.each([
  ["a column that is missing", [heading.replace("POSTCODE_LOCATOR", "PC"), good], "postcode"],
  ["another council's list", [heading, good.replace("4610", "3715")], "No home in the file has the custodian code 4610"],
  ["an empty file", [""], "The file is empty."],
])("%s is refused as a whole", (_, lines, because) => {
  expect(read(...lines)).toEqual({ kind: "refused", because: expect.stringContaining(because) });
});

test("of very many wrong rows, the first twenty are named and the others counted", () => {
  const wrong = Array.from({ length: 50 }, () => "x;;;5;Split Road;Coventry;CV1 2AB;4610;2;R;x");
  const list = read(heading, ...wrong);
  expect(list.kind === "wrong" && [list.problems.length, list.problemsInAll]).toEqual([20, 50]);
});
