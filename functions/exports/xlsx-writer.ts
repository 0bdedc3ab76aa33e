import { constants, crc32, deflateRawSync } from "node:zlib";
import type { XlsxEntry, XlsxState } from "../../shared/domain/export/export.ts";
import type { Cell, CellKind, Column } from "../../shared/domain/export/export-column.ts";
import { cleanCell, londonTime } from "./cell-text.ts";

/** Excel's own limit, and below the four gigabytes that a ZIP without extensions holds. */
const rowsInASheet = 1_048_576;
const bytesInASheet = 2 * 1024 ** 3;
const bytesInAll = 4 * 1024 ** 3 - 64 * 1024 ** 2;
const packAt = 1024 ** 2;

const sheetName = (number: number) => `xl/worksheets/sheet${number}.xml`;
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The styles of styles.xml, by their place in it. */
const styles: Readonly<Record<CellKind | "heading", number>> = { count: 0, heading: 1, pounds: 2, day: 3, time: 4, text: 5 };
const stylesXml = `${head}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6">${[
  '<xf xfId="0"/>',
  '<xf xfId="0" fontId="1" applyFont="1"/>',
  ...[4, 164, 165, 49].map((format) => `<xf xfId="0" numFmtId="${format}" applyNumberFormat="1"/>`),
].join("")}</cellXfs></styleSheet>`;

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const xml = (text: string) => cleanCell(text).replace(/[&<>]/g, (character) => escapes[character] ?? "");

/** "A", "B" … "Z", "AA". */
const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26));

/** A spreadsheet counts days from here. */
const dayZero = Date.UTC(1899, 11, 30);
const serial = (clock: string) => (Date.parse(`${clock.replace(" ", "T")}Z`) - dayZero) / 86_400_000;

const textCell = (at: string, style: number, text: string) =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`;
const numberCell = (at: string, style: number, value: number | string) => `<c r="${at}" s="${style}"><v>${value}</v></c>`;

/** Text is never a formula: it stands in a cell of text, whatever it begins with. */
const cellXml = (kind: CellKind, at: string, cell: Cell): string => {
  if (cell === undefined || cell === "") return "";
  const style = styles[kind];
  switch (kind) {
    case "text":
      return textCell(at, style, String(cell));
    case "count":
      return numberCell(at, style, cell);
    case "pounds":
      return numberCell(at, style, (Number(cell) / 100).toFixed(2));
    case "day":
      return numberCell(at, style, serial(`${cell} 00:00:00`));
    case "time":
      return numberCell(at, style, serial(londonTime(String(cell))));
  }
};

const rowXml = (number: number, cells: readonly string[]) => `<row r="${number}">${cells.join("")}</row>`;

const widths: Readonly<Record<CellKind, number>> = { text: 22, pounds: 14, count: 10, day: 12, time: 20 };

const sheetStart = (columns: readonly Column[]): string => {
  const cols = columns.map(({ kind }, index) => `<col min="${index + 1}" max="${index + 1}" width="${widths[kind]}" customWidth="1"/>`);
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const heading = columns.map(({ label }, index) => textCell(`${letters(index)}1`, styles.heading, label));
  return `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${cols.join("")}</cols><sheetData>${rowXml(1, heading)}`;
};

const emptySheet = { rows: 0, crc: 0, packed: 0, size: 0 };

const zipHeader = (fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer => {
  const header = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of fields) at = header.writeUIntLE(value, at, bytes);
  return header;
};

/** Sizes follow the data, since nobody knows them before; names are UTF-8. */
const flags = 0x0808;
const deflated = 8;
/** 1 January 1980: the same rows make the same bytes. */
const date = 0x21;

const localHeader = (name: string): Buffer => {
  const fields = [
    [4, 0x04034b50],
    [2, 20],
    [2, flags],
    [2, deflated],
    [2, 0],
    [2, date],
    [4, 0],
    [4, 0],
    [4, 0],
    [2, name.length],
    [2, 0],
  ] as const;
  return Buffer.concat([zipHeader(fields), Buffer.from(name)]);
};
const sizesAfter = ({ crc, packed, size }: Omit<XlsxEntry, "name" | "offset">): Buffer =>
  zipHeader([
    [4, 0x08074b50],
    [4, crc],
    [4, packed],
    [4, size],
  ]);
const directoryRow = ({ name, crc, packed, size, offset }: XlsxEntry): Buffer => {
  const start = [
    [4, 0x02014b50],
    [2, 20],
    [2, 20],
    [2, flags],
    [2, deflated],
    [2, 0],
    [2, date],
    [4, crc],
    [4, packed],
    [4, size],
  ] as const;
  const end = [
    [2, name.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, offset],
  ] as const;
  return Buffer.concat([zipHeader([...start, ...end]), Buffer.from(name)]);
};

/**
 * A workbook that is written row by row, and goes on where an earlier part ended: no more of it is in memory than a piece.
 * Pieces of a sheet are packed one by one, each to a whole byte, so that together they are one packed file.
 */
export const xlsxWriter = (title: string, columns: readonly Column[], from?: XlsxState) => {
  const out: Buffer[] = [];
  let entries: readonly XlsxEntry[] = from?.entries ?? [];
  let offset = from?.offset ?? 0;
  let sheet = from?.sheet ?? { ...emptySheet, offset: 0 };
  let waiting = "";

  const put = (bytes: Buffer) => {
    out.push(bytes);
    offset += bytes.length;
  };
  const pack = (isLast: boolean) => {
    if (waiting === "" && !isLast) return;
    const bytes = Buffer.from(waiting);
    const packed = deflateRawSync(bytes, { finishFlush: isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH });
    waiting = "";
    sheet = { ...sheet, crc: crc32(bytes, sheet.crc), packed: sheet.packed + packed.length, size: sheet.size + bytes.length };
    put(packed);
  };
  const openSheet = () => {
    sheet = { ...emptySheet, offset };
    put(localHeader(sheetName(entries.length + 1)));
    waiting = sheetStart(columns);
    sheet = { ...sheet, rows: 1 };
  };
  const closeSheet = () => {
    waiting += "</sheetData></worksheet>";
    pack(true);
    const { crc, packed, size, offset: at } = sheet;
    put(sizesAfter({ crc, packed, size }));
    entries = [...entries, { name: sheetName(entries.length + 1), crc, packed, size, offset: at }];
  };
  const putFile = (name: string, content: string) => {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const about = { crc: crc32(bytes), packed: packed.length, size: bytes.length };
    const at = offset;
    put(localHeader(name));
    put(packed);
    put(sizesAfter(about));
    entries = [...entries, { name, ...about, offset: at }];
  };

  if (!from) openSheet();

  return {
    /** Whether another row would still fit into a file that every spreadsheet opens. */
    isFull: () => offset > bytesInAll,

    add(rows: readonly (readonly Cell[])[]): void {
      for (const row of rows) {
        if (sheet.rows >= rowsInASheet || sheet.size > bytesInASheet) {
          closeSheet();
          openSheet();
        }
        const number = sheet.rows + 1;
        waiting += rowXml(
          number,
          columns.map(({ kind }, index) => cellXml(kind, `${letters(index)}${number}`, row[index])),
        );
        sheet = { ...sheet, rows: number };
        if (waiting.length > packAt) pack(false);
      }
    },

    end(): void {
      closeSheet();
      const numbers = entries.map((_, index) => index + 1);
      putFile(
        "xl/workbook.xml",
        `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${numbers
          .map((number) => `<sheet name="${xml(number === 1 ? title : `${title} ${number}`)}" sheetId="${number}" r:id="rId${number}"/>`)
          .join("")}</sheets></workbook>`,
      );
      const related = (id: string, type: string, target: string) =>
        `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`;
      const relationships = (rows: readonly string[]) =>
        `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join("")}</Relationships>`;
      putFile(
        "xl/_rels/workbook.xml.rels",
        relationships([
          ...numbers.map((number) => related(`rId${number}`, "worksheet", `worksheets/sheet${number}.xml`)),
          related("rIdStyles", "styles", "styles.xml"),
        ]),
      );
      putFile("xl/styles.xml", stylesXml);
      putFile("_rels/.rels", relationships([related("rId1", "officeDocument", "xl/workbook.xml")]));
      const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
      const parts = [
        ["/xl/workbook.xml", "sheet.main"],
        ["/xl/styles.xml", "styles"],
        ...numbers.map((number) => [`/xl/worksheets/sheet${number}.xml`, "worksheet"]),
      ];
      putFile(
        "[Content_Types].xml",
        `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts
          .map(([name, kind]) => `<Override PartName="${name}" ContentType="${type}.${kind}+xml"/>`)
          .join("")}</Types>`,
      );
      const at = offset;
      for (const entry of entries) put(directoryRow(entry));
      const length = offset - at;
      put(
        zipHeader([
          [4, 0x06054b50],
          [2, 0],
          [2, 0],
          [2, entries.length],
          [2, entries.length],
          [4, length],
          [4, at],
          [2, 0],
        ]),
      );
    },

    /** The bytes since the last time, packed so far that the file can go on from the state. */
    take(): Buffer {
      return Buffer.concat(out.splice(0));
    },
    pack: () => pack(false),
    written: () => out.reduce((sum, { length }) => sum + length, 0),
    state: (): XlsxState => ({ entries, offset, sheet }),
  };
};
