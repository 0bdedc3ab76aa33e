import { cleanCode } from "../clean-text.ts";

export type NinoRead =
  | { readonly kind: "nino"; readonly nino: string }
  | { readonly kind: "empty" }
  | { readonly kind: "problem"; readonly problem: string };

const example = "like QQ 12 34 56 C";
const leaveOut = "Leave the box empty if you do not have it: nobody needs it to apply";

/** HMRC's National Insurance Manual, NIM39110: letters and prefixes of which no number was ever made. */
const neverFirst = "DFIQUV";
const neverSecond = "DFIOQUV";
const neverIssued = ["BG", "GB", "KN", "NK", "NT", "ZZ"];

/** Prefixes of numbers that only look like one. Offices made them up while somebody waited for theirs. */
const madeUp: Readonly<Record<string, string>> = {
  TN: "This is a temporary National Insurance number, which nobody uses now",
  OO: "This number is from a tax credits claim, and is not a National Insurance number",
  CR: "This number is from an investigation of accounts, and is not a National Insurance number",
  FY: "This number is from an Attendance Allowance claim, and is not a National Insurance number",
  MW: "This number was for migrant workers, and is not a National Insurance number",
  NC: "This number is from a pension scheme, and is not a National Insurance number",
  PP: "This number is from a pension scheme, and is not a National Insurance number",
  PY: "This number is for tax only, and is not a National Insurance number",
  PZ: "This number is for tax only, and is not a National Insurance number",
};

const problem = (said: string): NinoRead => ({ kind: "problem", problem: `${said}. ${leaveOut}` });

/** People write O for 0 and I or L for 1 among the figures. */
const figures = (text: string) => text.replaceAll("O", "0").replaceAll(/[IL]/g, "1");

/** "ab 12-34-56 c" becomes "AB123456C". Problems never repeat what somebody typed. */
export const readNino = (typed: string): NinoRead => {
  const text = cleanCode(typed.slice(0, 100))
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
  if (text === "") return { kind: "empty" };
  if (/^\d{2}[A-Z]\d{5}$/.test(text))
    return problem("This is a temporary reference number from HMRC, and is not a National Insurance number");
  const [, prefix, middle, suffix] = /^([A-Z0]{2})([\dOIL]{6})([A-Z]?)$/.exec(text) ?? [];
  if (!prefix || middle === undefined) return problem(`A National Insurance number is 2 letters, 6 numbers and a letter, ${example}`);
  const letters = prefix.replaceAll("0", "O");
  const office = madeUp[letters];
  if (office) return problem(office);
  if (letters === "QQ") return problem("QQ is the example on our forms. Enter your own National Insurance number");
  if (neverIssued.includes(letters) || neverFirst.includes(letters.charAt(0)) || neverSecond.includes(letters.charAt(1)))
    return problem("No National Insurance number begins with these two letters. Check it on a payslip or a letter about benefits");
  if (!suffix) return problem("The letter at the end of the National Insurance number is missing: it is A, B, C or D");
  if (!"ABCD".includes(suffix)) return problem("A National Insurance number ends with A, B, C or D");
  return { kind: "nino", nino: `${letters}${figures(middle)}${suffix}` };
};

/** A number is one person's without its last letter, so a slip in that letter changes nothing. */
export const ninoStem = (nino: string): string => nino.slice(0, 8);
