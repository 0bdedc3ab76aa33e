import { cleanCode } from "./clean-text.ts";

declare const inPence: unique symbol;

/** A whole number of pence. Money is never a fraction and never floating pounds. */
export type Pence = number & { readonly [inPence]: true };

/** A fraction is a programming error, so it throws. */
export const pence = (amount: number): Pence => {
  if (!Number.isSafeInteger(amount)) throw new RangeError("Money is a whole number of pence.");
  return amount as Pence;
};

export const zeroPence = pence(0);

export const addPence = (amounts: Iterable<Pence>): Pence => {
  let total = 0;
  for (const amount of amounts) total += amount;
  return pence(total);
};

const pounds = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" });
const wholePounds = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP", maximumFractionDigits: 0 });

/** "£1,234.50", and "£1,200" without pennies, as GOV.UK writes amounts. */
export const formatPounds = (amount: Pence): string => (amount % 100 === 0 ? wholePounds : pounds).format(amount / 100);

/** "£1,234.50" and "£1,200.00", as finance reads a column of figures. */
export const formatToThePenny = (amount: Pence): string => pounds.format(amount / 100);

/** As somebody would type it: "12.34" or "12". */
export const poundsTyped = (amount: Pence): string => (amount / 100).toFixed(amount % 100 === 0 ? 0 : 2);

export const poundsInFile = (amount: Pence): string => (amount / 100).toFixed(2);

/** "£1,500", "1 500.5", "12.34", "12." */
const typedPounds = /^(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.(\d{0,2}))?$/;
const nothing = /^(?:none|nil|nothing|zero|no)$/i;

export type TypedPounds = { kind: "pounds"; amount: Pence } | { kind: "empty" | "negative" | "tooLarge" | "unreadable" };

export const mostTyped = 10_000_000_00;

/** Reads typed pounds from their digits, never through floating point. */
export const parsePounds = (typed: string, most: number = mostTyped): TypedPounds => {
  const text = cleanCode(typed)
    .replace(/^([+-]?) ?(?:£|GBP) ?([+-]?) ?/i, "$1$2")
    .replace(/ ?(?:£|GBP|pounds?)$/i, "");
  if (text === "") return { kind: typed.trim() === "" ? "empty" : "unreadable" };
  if (text.startsWith("-")) return { kind: "negative" };
  if (nothing.test(text)) return { kind: "pounds", amount: zeroPence };
  const match = typedPounds.exec(text.replace(/^\+/, ""));
  if (!match) return { kind: "unreadable" };
  const [, whole = "0", pennies = ""] = match;
  const digits = whole.replaceAll(/[, ]/g, "");
  if (digits.length > 12) return { kind: "tooLarge" };
  const amount = Number(digits) * 100 + Number(pennies.padEnd(2, "0"));
  return amount > most ? { kind: "tooLarge" } : { kind: "pounds", amount: pence(amount) };
};
