import { foldLetters } from "../fold-letters.ts";

/** Text for the bank's file: "Zoë O’Neill" becomes "ZOE ONEILL", without any character that has no plain letter. */
export const bankText = (text: string): string =>
  foldLetters(text)
    .toUpperCase()
    .replaceAll(/\p{Zs}/gu, " ")
    .replaceAll(/[^A-Z0-9 .&/-]/g, "")
    .replaceAll(/ +/g, " ")
    .trim();
