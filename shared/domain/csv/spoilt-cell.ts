import { isFormula } from "./formula.ts";

const shown = (cell: string) => `“${cell.slice(0, 40)}”`;

/** Excel and LibreOffice put these where a formula has no value. */
const spreadsheetError = /^(?:#(?:REF|VALUE|N\/?A|NAME\?|NUM|DIV\/0|NULL|SPILL!?|CALC)!?|Err:\d+)$/i;

/** Refuses a cell that a spreadsheet or a lost letter spoilt beyond reading. */
export const spoiltBecause = (cell: string): string | undefined => {
  if (/^[+-]?\d+(?:[.,]\d+)?E[+-]\d+$/i.test(cell))
    return `${shown(cell)} is how a spreadsheet shortens a long number. Format the column as text, enter the number again and save the file`;
  if (/^#{2,}$/.test(cell))
    return `${shown(cell)} is what a spreadsheet shows where a column is too narrow. Widen the column and save the file`;
  if (spreadsheetError.test(cell)) return `${shown(cell)} is an error of the spreadsheet. Enter what is meant`;
  if (cell.includes("\uFFFD")) return `${shown(cell)} has a letter that was lost when the file was saved. Enter it again`;
  if (isFormula(cell)) return `begins with “${cell.charAt(0)}”, which a spreadsheet would run as a formula`;
  return undefined;
};
