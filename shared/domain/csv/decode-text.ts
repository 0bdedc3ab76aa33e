export const encodings = ["UTF-8", "UTF-16", "Windows-1252", "Mac Roman", "DOS code page 850"] as const;
export type Encoding = (typeof encodings)[number];

export type DecodedText = { readonly kind: "text"; readonly text: string; readonly encoding: Encoding } | { readonly kind: "notText" };

/** Stands before each letter that was mended. Unicode keeps this character for such inner marks, so no text has it. */
export const mendMark = "\uFDD0";

const beginsWith = (bytes: Uint8Array, ...start: number[]): boolean => start.every((byte, index) => bytes[index] === byte);

/** Characters 0x80 to 0xFF of the code page that the United Kingdom's DOS has, and Excel's "CSV (MS-DOS)" with it. */
const page850 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0";
const upperHalf = (label: string): string => new TextDecoder(label).decode(Uint8Array.from({ length: 128 }, (_, index) => index + 128));

/** Of two equally good readings the first stands: British offices write Windows-1252. */
const singleBytes: readonly (readonly [Encoding, string])[] = [
  ["Windows-1252", upperHalf("windows-1252")],
  ["Mac Roman", upperHalf("macintosh")],
  ["DOS code page 850", page850],
];
const windows = singleBytes[0]?.[1] ?? "";

const characterOf = (upper: string, byte: number): string => (byte < 128 ? String.fromCharCode(byte) : upper.charAt(byte - 128));

const decodeSingle = (bytes: Uint8Array, [encoding, upper]: (typeof singleBytes)[number]): string => {
  if (encoding === "Windows-1252") return new TextDecoder("windows-1252").decode(bytes);
  const characters: string[] = [];
  for (const byte of bytes) characters.push(characterOf(upper, byte));
  return characters.join("");
};

const often = "éëèöüáóíñç";
const [isLetter, isLower, isUpper] = [/\p{L}/u, /\p{Ll}/u, /\p{Lu}/u].map((kind) => (text: string) => kind.test(text)) as [
  (text: string) => boolean,
  (text: string) => boolean,
  (text: string) => boolean,
];

/** Scores a character between its neighbours: no capital follows a small letter within a name. */
const fits = (before: string, character: string, after: string): number => {
  if (isLetter(character)) {
    const breaks = isUpper(character) ? isLower(before) : isUpper(after);
    if (breaks || !(isLetter(before) || isLetter(after))) return 0;
    return often.includes(character) ? 2 : 1;
  }
  if (character === "’") return isLetter(before) && isLetter(after) ? 2 : 0;
  return character === "£" && /\d/.test(after) ? 1 : 0;
};

/** Enough characters to tell, whatever the length of the file. */
const mostLookedAt = 2_000;

const singleByteReading = (bytes: Uint8Array): (typeof singleBytes)[number] | undefined => {
  const places: number[] = [];
  for (let index = 0; index < bytes.length && places.length < mostLookedAt; index += 1) if ((bytes[index] ?? 0) > 127) places.push(index);
  const rated = singleBytes.map((reading) => {
    const at = (index: number) => characterOf(reading[1], bytes[index] ?? 32);
    return { reading, points: places.reduce((sum, index) => sum + fits(at(index - 1), at(index), at(index + 1)), 0) };
  });
  return rated.toSorted((a, b) => b.points - a.points)[0]?.reading;
};

/** The length of the UTF-8 character that begins here; 0 where none does. */
const lengthAt = (bytes: Uint8Array, index: number): number => {
  const first = bytes[index] ?? 0;
  if (first < 0x80) return 1;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  for (let next = 1; next < length; next += 1) if (((bytes[index + next] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[index + 1] ?? 0;
  const isOverlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const isBeyond = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
  return isOverlong || isBeyond ? 0 : length;
};

/** UTF-8 whose stray bytes are read one by one as Windows writes them. Undefined where most of its letters are strays. */
const mendedUtf8 = (bytes: Uint8Array, isMarked: boolean): string | undefined => {
  const decoder = new TextDecoder("utf-8");
  const parts: string[] = [];
  let [whole, strays, start] = [0, 0, 0];
  for (let index = 0; index < bytes.length; ) {
    const length = lengthAt(bytes, index);
    if (length > 1) whole += 1;
    if (length === 0) {
      strays += 1;
      parts.push(decoder.decode(bytes.subarray(start, index)), mendMark, characterOf(windows, bytes[index] ?? 0));
      start = index + 1;
    }
    index += Math.max(1, length);
  }
  return isMarked || whole >= Math.max(1, strays) ? parts.join("") + decoder.decode(bytes.subarray(start)) : undefined;
};

/** UTF-16 without its mark: Latin letters have an empty byte on one side. */
const unmarkedUtf16 = (bytes: Uint8Array): string | undefined => {
  const looked = Math.min(bytes.length - (bytes.length % 2), mostLookedAt);
  if (looked < 16) return undefined;
  const empty = [0, 0];
  for (let index = 0; index < looked; index += 1) if (bytes[index] === 0) empty[index % 2] = (empty[index % 2] ?? 0) + 1;
  const [high = 0, low = 0] = empty;
  if (Math.max(high, low) < looked / 3 || Math.min(high, low) > looked / 20) return undefined;
  return low > high ? "utf-16le" : "utf-16be";
};

const utf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return mendedUtf8(bytes, beginsWith(bytes, 0xef, 0xbb, 0xbf));
  }
};

/**
 * A byte-order mark decides. Without one the text is UTF-8 if most of its letters are, or else in the set of single bytes in
 * which its names look most like names. A stray byte spoils no more than its own letter.
 */
export const decodeText = (bytes: Uint8Array): DecodedText => {
  const marked = beginsWith(bytes, 0xff, 0xfe) ? "utf-16le" : beginsWith(bytes, 0xfe, 0xff) ? "utf-16be" : undefined;
  const wide = marked ?? unmarkedUtf16(bytes);
  // Workbooks and pictures have empty bytes and may still decode.
  const textOf = (text: string, encoding: Encoding): DecodedText =>
    text.includes("\0") ? { kind: "notText" } : { kind: "text", text, encoding };
  if (wide) return textOf(new TextDecoder(wide).decode(bytes), "UTF-16");
  const read = utf8(bytes);
  if (read !== undefined) return textOf(read, "UTF-8");
  const reading = singleByteReading(bytes);
  return reading ? textOf(decodeSingle(bytes, reading), reading[0]) : { kind: "notText" };
};
