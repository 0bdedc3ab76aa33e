import writeSheets from "write-excel-file/node";
import { cellsToFill } from "../../../functions/exports/return-files.ts";
import { computeReturn } from "../../../shared/domain/return/compute-return.ts";
import { layoutOf } from "../../../shared/domain/return/layout.ts";
import { newestVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";

const scheme = newestVersion(shippedSchemes, "HSF7");
const shipped = scheme && layoutOf(scheme, "FINAL_RETURN");
if (!scheme || !shipped) throw new Error("HSF7 ships with its return.");
export const layout = shipped;
const empty = computeReturn(
  layout,
  scheme,
  { lines: [], money: [], joins: [], readTo: "" },
  { from: layout.from, to: layout.to, asOf: "2026-04-30T10:00:00.000Z" },
);
/** Every figure another number, so that none can stand in another's cell. */
let next = 1_01;
export const computed = {
  ...empty,
  tables: empty.tables.map((table) => ({ ...table, cells: Object.fromEntries(Object.keys(table.cells).map((key) => [key, next++])) })),
};
export const typed = { "GOVERNANCE.authority": "Coventry", "GOVERNANCE.authorityCode": "COV", "GOVERNANCE.s151Name": "=Lin Example" };
export const wanted = { layout, computed, typed };
export const cells = cellsToFill(wanted);

export const place = (ref: string) => {
  const [, letters = "", row = ""] = /^([A-Z]+)(\d+)$/.exec(ref) ?? [];
  return { column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1, row: Number(row) - 1 };
};

type Put = Readonly<Record<string, string | number>>;
/** The department's workbook as the scheme maps it, with other text where a test puts some. */
export const template = async (changes: Readonly<Record<string, Put>> = {}): Promise<Uint8Array> => {
  const bySheet = Map.groupBy(layout.cells, ({ sheet }) => sheet);
  const sheets = [...bySheet].map(([sheet, own]) => {
    const texts = new Map<string, string | number>([
      ...own.map(({ labelCell, label }) => [labelCell, label] as const),
      ["A1", "Return"],
      ["D40", "Keep me"],
    ]);
    for (const [ref, text] of Object.entries(changes[sheet] ?? {})) texts.set(ref, text);
    const data: ({ value: string | number; type: StringConstructor | NumberConstructor } | null)[][] = Array.from({ length: 60 }, () =>
      Array.from({ length: 12 }, () => null),
    );
    for (const [ref, value] of texts) {
      const { row, column } = place(ref);
      const cellsOfRow = data[row];
      if (cellsOfRow) cellsOfRow[column] = typeof value === "string" ? { value, type: String } : { value, type: Number };
    }
    return { sheet, data };
  });
  return new Uint8Array(await writeSheets([...sheets, { sheet: "Guidance", data: [[{ value: "Read this", type: String }]] }]).toBuffer());
};
