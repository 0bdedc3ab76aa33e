import { unzipSync, zipSync } from "fflate";
import readSheets from "read-excel-file/node";
import { beforeAll, expect, test } from "vitest";
import { type FillOutcome, fillWorkbook, type ToFill } from "../../../functions/exports/fill-workbook.ts";
import { returnCsv, returnWorkbook } from "../../../functions/exports/return-files.ts";
import { cells, computed, layout, place, template, wanted } from "./return-example.ts";

/** The workbook with a part of its ZIP changed. */
const withPart = (bytes: Uint8Array, name: string, change: (xml: string) => string): Uint8Array => {
  const files = unzipSync(bytes);
  return zipSync({ ...files, [name]: Buffer.from(change(Buffer.from(files[name] ?? []).toString())) });
};

let plain: Uint8Array;
beforeAll(async () => {
  plain = await template();
});

const filled = (outcome: FillOutcome): Uint8Array => {
  if (outcome.kind !== "filled") throw new Error(outcome.because.join("; "));
  return outcome.bytes;
};
const because = (outcome: FillOutcome): string => (outcome.kind === "unfillable" ? outcome.because.join("; ") : "filled");
const fill = (bytes: Uint8Array, own: readonly ToFill[] = cells) => fillWorkbook(bytes, own);

test("every figure and text stands in its own cell of the department's workbook, and all else is as it was", async () => {
  const bytes = filled(fill(plain));
  const sheets = new Map((await readSheets(Buffer.from(bytes))).map(({ sheet, data }) => [sheet, data]));
  expect(cells.length).toBeGreaterThan(70);
  for (const { sheet, cell, labelCell, label, value } of cells) {
    const at = (ref: string) => sheets.get(sheet)?.[place(ref).row]?.[place(ref).column];
    expect(at(cell)).toBe("number" in value ? Number(value.number) : value.text);
    expect(at(labelCell)).toBe(label);
  }
  expect(sheets.get("Spend")?.[39]?.[3]).toBe("Keep me");
  const [before, after] = [unzipSync(plain), unzipSync(bytes)];
  expect(Object.keys(after)).toEqual(Object.keys(before));
  const changed = Object.keys(before).filter((name) => !Buffer.from(before[name] ?? []).equals(Buffer.from(after[name] ?? [])));
  expect(changed.every((name) => name.startsWith("xl/worksheets/"))).toBe(true);
  expect(changed).toHaveLength(new Set(cells.map(({ sheet }) => sheet)).size);
});

test("a formula that adds the figures up is worked out again, and one in the place of a figure is left alone", () => {
  const withTotal = withPart(plain, "xl/worksheets/sheet2.xml", (xml) =>
    xml.replace("</sheetData>", '<row r="90"><c r="B90"><f>SUM(B3:B6)</f><v>0</v></c></row></sheetData>'),
  );
  const sheet = Buffer.from(unzipSync(filled(fill(withTotal)))["xl/worksheets/sheet2.xml"] ?? []).toString();
  expect(sheet).toContain('<c r="B90"><f>SUM(B3:B6)</f></c>');
  const inPlace: readonly ToFill[] = [
    { sheet: "Spend", cell: "B90", labelCell: "A3", label: "Households with children", value: { number: "1" } },
  ];
  expect(because(fill(withTotal, inPlace))).toContain("Spend, B90: the workbook has a formula where the figure would go");
});

test("a moved row writes nothing, and every label that is not where it should be is named", async () => {
  const [first] = layout.cells.filter(({ sheet }) => sheet === "Spend");
  const moved = await template({ Spend: { [first?.labelCell ?? ""]: "A new row" } });
  expect(because(fill(moved))).toBe(
    `Spend, ${first?.labelCell}: the scheme says “${first?.label}”, and the workbook has “A new row”. A row may have moved`,
  );
});

test("a workbook of another authority is not filled, and one with our own name is", async () => {
  expect(because(fill(await template({ Governance: { B4: "BIR" } })))).toContain(
    "another authority’s: it has “BIR”, and this return is for “COV”",
  );
  expect(because(fill(await template({ Governance: { B4: "cov" } })))).toBe("filled");
});

test.each<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
  ["no workbook", () => Buffer.from("name,amount\r\n"), "This is no workbook"],
  ["a password", () => Buffer.from("d0cf11e0a1b11ae1", "hex"), "The workbook has a password"],
  ["half a file", () => plain.slice(0, 900), "cannot be read"],
  ["a ZIP of something else", () => zipSync({ "letter.txt": Buffer.from("Dear") }), "cannot be read"],
  ["macros", () => zipSync({ ...unzipSync(plain), "xl/vbaProject.bin": new Uint8Array(9) }), "has macros"],
  [
    "a protected sheet",
    () => withPart(plain, "xl/worksheets/sheet2.xml", (xml) => xml.replace("</sheetData>", '</sheetData><sheetProtection sheet="1"/>')),
    "“Spend” is protected",
  ],
  [
    "a protected workbook",
    () => withPart(plain, "xl/workbook.xml", (xml) => xml.replace("<sheets>", '<workbookProtection lockStructure="1"/><sheets>')),
    "The workbook is protected",
  ],
  [
    "no such sheet",
    () => withPart(plain, "xl/workbook.xml", (xml) => xml.replace('name="Spend"', 'name="Spending"')),
    "There is no sheet “Spend”",
  ],
  [
    "a hundred megabytes of nothing in a small ZIP",
    () => zipSync({ ...unzipSync(plain), "xl/media/image1.png": new Uint8Array(100 * 1024 ** 2) }),
    "unpacks to far more",
  ],
])("%s is refused in words, and nothing is written", async (_, make, says) => {
  expect(because(fill(await make()))).toContain(says);
});

test("the return as a workbook has the department's sheets with every figure, and as CSV the same figures once each", async () => {
  const sheets = await readSheets(await returnWorkbook(wanted));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(["Governance", "Spend", "Volumes", "Households helped"]);
  const inWorkbook = sheets.flatMap(({ data }) => data.flat()).filter((cell) => typeof cell === "number");
  const figures = computed.tables.flatMap(({ cells: own }) =>
    Object.entries(own).map(([key, value]) => (key.endsWith(".spend") ? value / 100 : value)),
  );
  expect(inWorkbook.toSorted()).toEqual(figures.toSorted());
  const csv = returnCsv(wanted);
  expect(csv.split("\r\n").filter((line) => line !== "")).toHaveLength(1 + figures.length + layout.fields.length);
  expect(csv).toContain("'=Lin Example");
});
