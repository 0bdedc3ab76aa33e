/**
 * Whether a spreadsheet would run a cell. A signed number or a telephone number ("+44 7700 900982", "-12.50") begins like a
 * formula and is harmless.
 */
export const isFormula = (cell: string): boolean =>
  /^[=@\t\r]/.test(cell) || (/^[+\-\u2212]/.test(cell) && !/^[+\-\u2212][\d\s().,£-]*$/.test(cell));
