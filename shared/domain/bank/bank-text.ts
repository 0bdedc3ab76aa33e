/** Text as a bank's file takes it: capital letters, digits, and these signs. */

/** Letters that do not come apart into a plain one and an accent. */
const plain: Readonly<Record<string, string>> = { Æ: "AE", Œ: "OE", Ø: "O", Ł: "L", Đ: "D", Ð: "D", Þ: "TH", ẞ: "SS" };

/** "Zoë O’Neill" becomes "ZOE ONEILL"; what has no plain letter is left out. */
export const bankText = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll(/[ÆŒØŁĐÐÞẞ]/gu, (letter) => plain[letter] ?? "")
    .normalize("NFD")
    .replaceAll(/\p{Zs}/gu, " ")
    .replaceAll(/[^A-Z0-9 .&/-]/g, "")
    .replaceAll(/ +/g, " ")
    .trim();
