/** Letters that Unicode does not split into a plain letter and a mark, as people without them on their keyboard type them. */
const plain: Readonly<Record<string, string>> = {
  æ: "ae",
  œ: "oe",
  ß: "ss",
  þ: "th",
  ð: "d",
  đ: "d",
  ɖ: "d",
  ɗ: "d",
  ø: "o",
  ɔ: "o",
  ł: "l",
  ħ: "h",
  ı: "i",
  ĸ: "k",
  ƙ: "k",
  ŋ: "n",
  ɲ: "n",
  ŧ: "t",
  ɓ: "b",
  ə: "e",
  ǝ: "e",
  ɛ: "e",
  ƴ: "y",
  ȝ: "y",
};
const unsplit = new RegExp(`[${Object.keys(plain).join("")}]`, "gu");

/**
 * Lower-case letters without marks: "Łukasz" and "Lukasz" are one, as are "Işık" and "Isik". The one fold for matching people
 * and for the bank's letters.
 */
export const foldLetters = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(unsplit, (letter) => plain[letter] ?? letter)
    // The apostrophes among the letters, as in "Oʻzbek".
    .replace(/[\u02B0-\u02FF]/gu, "");
