import { strFromU8, strToU8, zipSync } from "fflate";
import { readZip, type ZipFiles } from "./read-zip.ts";
import { attribute, hasFormula, joinedText, shownIn, type Written, withCell, withoutStaleResults } from "./sheet-xml.ts";

/** One figure or text, where it goes, and the label that has to stand beside it. */
export type ToFill = {
  readonly sheet: string;
  readonly cell: string;
  readonly labelCell: string;
  readonly label: string;
  readonly value: Written;
  /** Says whose workbook it is: where it has another text already, it is another council's. */
  readonly isOwner?: true;
};

export type FillOutcome =
  | { readonly kind: "filled"; readonly bytes: Uint8Array; readonly cells: number }
  | { readonly kind: "unfillable"; readonly because: readonly string[] };

const no = (...because: string[]): FillOutcome => ({ kind: "unfillable", because });

const beginsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, index) => bytes[index] === byte);
const plain = (text: string): string => text.normalize("NFKC").replaceAll(/\s+/g, " ").trim().toLowerCase();
const quoted = (text: string): string => (text.trim() === "" ? "nothing" : `“${text.trim().slice(0, 80)}”`);

/** Where a part of the workbook is, by the id of its relationship. */
const targetsIn = (files: ZipFiles): ReadonlyMap<string, string> => {
  const relations = strFromU8(files.get("xl/_rels/workbook.xml.rels") ?? new Uint8Array());
  return new Map(
    [...relations.matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => {
      const target = attribute(tag, "Target") ?? "";
      return [attribute(tag, "Id") ?? "", target.startsWith("/") ? target.slice(1) : `xl/${target}`];
    }),
  );
};

const sheetsIn = (workbook: string, files: ZipFiles): ReadonlyMap<string, string> => {
  const targets = targetsIn(files);
  return new Map(
    [...workbook.matchAll(/<sheet\b[^>]*>/g)].map(([tag]) => [
      attribute(tag, "name") ?? "",
      targets.get(attribute(tag, "r:id") ?? "") ?? "",
    ]),
  );
};

/**
 * Fills the department's own workbook. Every label is looked at before anything is written, and all parts but the sheets with
 * new figures stay byte for byte.
 */
export const fillWorkbook = (bytes: Uint8Array, cells: readonly ToFill[]): FillOutcome => {
  if (beginsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return no(
      "The workbook has a password, or is of the old kind (.xls). Open it in a spreadsheet, take the password out, and save it as .xlsx",
    );
  if (!beginsWith(bytes, 0x50, 0x4b)) return no("This is no workbook. Choose the department’s template as a .xlsx file");
  const files = readZip(bytes);
  if (files === "tooLarge") return no("The workbook unpacks to far more than a template has. Download the department’s template again");
  const workbook = files === "unreadable" ? undefined : files.get("xl/workbook.xml");
  if (files === "unreadable" || !workbook) return no("The workbook cannot be read. Download the department’s template again");
  const types = strFromU8(files.get("[Content_Types].xml") ?? new Uint8Array());
  if (/macroEnabled/i.test(types) || [...files.keys()].some((name) => /vba|macrosheets/i.test(name)))
    return no("The workbook has macros, and this service opens none. Use the department’s template as it came, as .xlsx");
  return fillSheets(files, strFromU8(workbook), cells);
};

const fillSheets = (files: ZipFiles, workbook: string, cells: readonly ToFill[]): FillOutcome => {
  const parts = sheetsIn(workbook, files);
  const shared = sharedTexts(files);
  const wanted = [...Map.groupBy(cells, ({ sheet }) => sheet)];
  const sheets = wanted.map(([name, own]) => {
    const part = parts.get(name) ?? "";
    const content = files.get(part);
    return { name, own, part, xml: content && strFromU8(content) };
  });
  const problems = [
    ...(/<workbookProtection\b/.test(workbook) ? ["The workbook is protected. Take the protection out in a spreadsheet first"] : []),
    ...sheets.flatMap(({ name, own, xml }) =>
      xml === undefined ? [`There is no sheet ${quoted(name)}`] : sheetProblems(name, xml, own, shared),
    ),
  ];
  if (problems.length > 0) return no(...problems);
  const changed = new Map(
    sheets.map(({ part, own, xml = "" }) => [
      part,
      strToU8(withoutStaleResults(own.reduce((filled, { cell, value }) => withCell(filled, cell, value), xml))),
    ]),
  );
  const all = Object.fromEntries([...files].map(([name, content]) => [name, changed.get(name) ?? content]));
  return { kind: "filled", bytes: zipSync(all, { mtime: "1980-01-01" }), cells: cells.length };
};

const sharedTexts = (files: ZipFiles): readonly string[] =>
  [...strFromU8(files.get("xl/sharedStrings.xml") ?? new Uint8Array()).matchAll(/<si(?:\s[^>]*)?(?:\/>|>(.*?)<\/si>)/gs)].map(
    ([, xml = ""]) => joinedText(xml),
  );

const sheetProblems = (name: string, xml: string, cells: readonly ToFill[], shared: readonly string[]): readonly string[] => {
  if (!/<worksheet[\s>]/.test(xml)) return [`The sheet ${quoted(name)} cannot be read`];
  if (/<sheetProtection\b/.test(xml)) return [`The sheet ${quoted(name)} is protected. Take the protection out in a spreadsheet first`];
  return cells.flatMap(({ cell, labelCell, label, value, isOwner }) => {
    const found = shownIn(xml, labelCell, shared);
    if (plain(found) !== plain(label))
      return [`${name}, ${labelCell}: the scheme says ${quoted(label)}, and the workbook has ${quoted(found)}. A row may have moved`];
    if (hasFormula(xml, cell)) return [`${name}, ${cell}: the workbook has a formula where the figure would go`];
    const there = shownIn(xml, cell, shared);
    if (isOwner && "text" in value && there.trim() !== "" && plain(there) !== plain(value.text))
      return [
        `${name}, ${cell}: the workbook is another authority’s: it has ${quoted(there)}, and this return is for ${quoted(value.text)}`,
      ];
    return [];
  });
};
