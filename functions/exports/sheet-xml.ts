import { cleanCell } from "./cell-text.ts";

/** The parts of a sheet's XML that this service reads and writes. Everything else stays letter for letter. */

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

export const textOfXml = (xml: string): string =>
  xml.replaceAll(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return decimal === undefined ? (entities[name] ?? whole) : String.fromCodePoint(Number(decimal));
  });

export const xmlOfText = (text: string): string =>
  cleanCell(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** The text inside all `t` elements, as rich text has several; phonetic readings are no part of it. */
export const joinedText = (xml: string): string =>
  [...xml.replaceAll(/<rPh\b.*?<\/rPh>/gs, "").matchAll(/<t(?:\s[^>]*)?>(.*?)<\/t>/gs)].map(([, text = ""]) => textOfXml(text)).join("");

export const attribute = (tag: string, name: string): string | undefined => {
  const [, value] = new RegExp(`\\s${name}="([^"]*)"`).exec(tag) ?? [];
  return value === undefined ? undefined : textOfXml(value);
};

type Cell = { readonly start: number; readonly end: number; readonly tag: string; readonly inside: string };

const cellAt = (sheet: string, ref: string): Cell | undefined => {
  const found = new RegExp(`<c\\b[^>]*?\\sr="${ref}"[^>]*?(?:/>|>(.*?)</c>)`, "s").exec(sheet);
  if (!found) return undefined;
  const [whole, inside = ""] = found;
  const tag = whole.slice(0, whole.indexOf(">") + 1);
  return { start: found.index, end: found.index + whole.length, tag, inside: tag.endsWith("/>") ? "" : inside };
};

/** Reads a cell as a person sees it: its text, or its number as it is kept. */
export const shownIn = (sheet: string, ref: string, shared: readonly string[]): string => {
  const cell = cellAt(sheet, ref);
  if (!cell) return "";
  if (attribute(cell.tag, "t") === "inlineStr") return joinedText(cell.inside);
  const [, value = ""] = /<v(?:\s[^>]*)?>(.*?)<\/v>/s.exec(cell.inside) ?? [];
  return attribute(cell.tag, "t") === "s" ? (shared[Number(value)] ?? "") : textOfXml(value);
};

export const hasFormula = (sheet: string, ref: string): boolean => /<f[\s>/]/.test(cellAt(sheet, ref)?.inside ?? "");

export type Written = { readonly number: string } | { readonly text: string };

const cellXml = (ref: string, style: string | undefined, value: Written): string => {
  const styled = style === undefined ? "" : ` s="${style}"`;
  return "number" in value
    ? `<c r="${ref}"${styled}><v>${value.number}</v></c>`
    : `<c r="${ref}"${styled} t="inlineStr"><is><t xml:space="preserve">${xmlOfText(value.text)}</t></is></c>`;
};

const columnNumber = (ref: string): number => [...ref.replace(/\d+$/, "")].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
const rowNumber = (ref: string): number => Number(ref.replace(/^[A-Z]+/, ""));

const insert = (text: string, at: number, added: string): string => text.slice(0, at) + added + text.slice(at);

/** Puts a value into a cell and keeps its style. Where the sheet has no such cell yet, it gets one at its place. */
export const withCell = (sheet: string, ref: string, value: Written): string => {
  const cell = cellAt(sheet, ref);
  if (cell) return sheet.slice(0, cell.start) + cellXml(ref, attribute(cell.tag, "s"), value) + sheet.slice(cell.end);

  const rows = [...sheet.matchAll(/<row\b[^>]*?(?:\/>|>(.*?)<\/row>)/gs)];
  const number = rowNumber(ref);
  const numberOf = ([whole]: RegExpMatchArray) => Number(attribute(whole.slice(0, whole.indexOf(">") + 1), "r"));
  const row = rows.find((one) => numberOf(one) === number);
  if (!row) {
    const following = rows.find((one) => numberOf(one) > number);
    const added = `<row r="${number}">${cellXml(ref, undefined, value)}</row>`;
    if (following) return insert(sheet, following.index ?? 0, added);
    return sheet.includes("<sheetData/>")
      ? sheet.replace("<sheetData/>", () => `<sheetData>${added}</sheetData>`)
      : insert(sheet, sheet.indexOf("</sheetData>"), added);
  }
  const [whole] = row;
  const at = row.index ?? 0;
  const tag = whole.slice(0, whole.indexOf(">") + 1);
  if (tag.endsWith("/>")) {
    const opened = `${tag.slice(0, -2)}>${cellXml(ref, undefined, value)}</row>`;
    return sheet.slice(0, at) + opened + sheet.slice(at + whole.length);
  }
  const after = [...whole.matchAll(/<c\b[^>]*?\sr="([A-Z]+)\d+"/g)].find(
    ([, column = ""]) => columnNumber(`${column}1`) > columnNumber(ref),
  );
  const place = after ? (after.index ?? 0) : whole.lastIndexOf("</row>");
  return insert(sheet, at + place, cellXml(ref, undefined, value));
};

/** Takes out what formulas once came to, so that a spreadsheet works them out again with the new figures. */
export const withoutStaleResults = (sheet: string): string =>
  sheet.replaceAll(/<c\b[^>]*>(?:(?!<\/c>).)*<f[\s>/](?:(?!<\/c>).)*<\/c>/gs, (cell) => cell.replace(/<v(?:\s[^>]*)?>.*?<\/v>/s, ""));
