/** Unicode does not split these letters into a plain letter and an accent. */
const plain: Readonly<Record<string, string>> = { Æ: "AE", Œ: "OE", Ø: "O", Ł: "L", Đ: "D", Ð: "D", Þ: "TH", ẞ: "SS" };

/** Text for the bank's file: "Zoë O’Neill" becomes "ZOE ONEILL", without any character that has no plain letter. */
export const bankText = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll(/[ÆŒØŁĐÐÞẞ]/gu, (letter) => plain[letter] ?? "")
    .normalize("NFD")
    .replaceAll(/\p{Zs}/gu, " ")
    .replaceAll(/[^A-Z0-9 .&/-]/g, "")
    .replaceAll(/ +/g, " ")
    .trim();
