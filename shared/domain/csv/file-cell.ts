import { cleanCode } from "../clean-text.ts";
import { type Pence, parsePounds } from "../money.ts";
import { spoiltBecause } from "./spoilt-cell.ts";

/** "Paid", " PAID" and "paid" are one word. */
export const plainWord = (cell: string): string => (/^[\x21-\x7E]*$/.test(cell) ? cell : cleanCode(cell)).toLowerCase();

export const shownCell = (cell: string): string => `“${cell.slice(0, 40)}”`;

/** Amounts that a spreadsheet writes without their pennies, as "49" or "49.5", are the same amounts. */
export const amountIn = (cell: string): Pence | { readonly because: string } => {
  const spoilt = spoiltBecause(cell);
  if (spoilt) return { because: `The amount ${spoilt}.` };
  const read = parsePounds(cell);
  if (read.kind === "pounds") return read.amount;
  return { because: `${shownCell(cell)} is not an amount in pounds and pence, like 120 or 120.00.` };
};

/** Reads an id as a spreadsheet would read a number: "001234" is 1234, and "12E045" is 1.2E+46. */
export const idAsNumber = (cell: string): number | undefined => (/^\d[\d.]*(?:E\+?\d+)?$/i.test(cell) ? Number(cell) : undefined);

/** The same id, also where a spreadsheet took it for a number. */
export const isSameId = (cell: string, id: string): boolean =>
  plainWord(cell) === plainWord(id) || (idAsNumber(id) !== undefined && idAsNumber(cell) === idAsNumber(id));
