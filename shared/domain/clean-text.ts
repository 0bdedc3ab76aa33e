/**
 * Joiners and selectors without which a picture or a word in some scripts falls apart: between the parts of one emoji, after
 * one, in a flag made of tags, and between letters of the scripts that join by them.
 */
const kept = [
  "(?<=\\p{Extended_Pictographic}\\uFE0F?\\p{EMod}?)\\u200D(?=\\p{Extended_Pictographic})",
  "(?<=[\\p{Extended_Pictographic}\\d#*])\\uFE0F",
  "\\u{1F3F4}[\\u{E0061}-\\u{E007F}]+",
  "(?<=[\\p{scx=Arab}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}])[\\u200C\\u200D]",
].join("|");

/** Invisible characters: zero-width characters, direction marks, fillers, and lone surrogates. */
const unseen = new RegExp(`${kept}|([\\p{DI}\\u{FFF9}-\\u{FFFB}]|\\p{Cs})`, "gu");
const maybeUnseen = /[\p{DI}\u{FFF9}-\u{FFFB}\p{Cs}]/u;

const withoutUnseen = (text: string): string =>
  maybeUnseen.test(text) ? text.replace(unseen, (found, gone: string | undefined) => (gone === undefined ? found : "")) : text;

/**
 * Cleans pasted text: a letter and its accent become one character, every space a plain space, every line end a new line.
 * Dashes, quotation marks and pictures stay.
 */
export const cleanLines = (text: string): string =>
  withoutUnseen(text.normalize("NFC"))
    .replace(/\r\n?|[\v\f\u0085\p{Zl}\p{Zp}]/gu, "\n")
    .replace(/[\p{Zs}\t\u2800]/gu, " ")
    .replace(/(?!\n)\p{Cc}/gu, "")
    .trim();

/** The same on one line: a name or an address that was pasted with its line breaks. */
export const cleanLine = (text: string): string => cleanLines(text).replace(/[ \n]+/g, " ");

const digit = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  // Unicode gives each script's ten digits in order, and begins them at a multiple of sixteen or six above one.
  const start = /\p{Nd}/u.test(String.fromCodePoint(code & ~15)) ? 0 : 6;
  return String((code & 15) - start);
};

/**
 * For numbers, codes and postcodes, where every dash is meant as a hyphen, a wide letter as a plain one, and a digit of any
 * script as a digit.
 */
export const cleanCode = (text: string): string => {
  const line = cleanLine(text);
  const plain = line.normalize("NFKC");
  // A sign that stands for an accent alone becomes a space and that accent, so spaces are cleaned once more.
  const cleaned = plain === line ? line : cleanLine(plain);
  return cleaned.replace(/[\p{Pd}\u2212]/gu, "-").replace(/(?![0-9])\p{Nd}/gu, digit);
};
