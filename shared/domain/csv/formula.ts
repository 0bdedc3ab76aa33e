/**
 * Whether a spreadsheet would run what a cell says. A signed number or telephone number ("+44 7700 900982", "-12.50")
 * begins as a formula does and can do nothing, so it is read as what it is.
 */
export const isFormula = (cell: string): boolean =>
  /^[=@\t\r]/.test(cell) || (/^[+\-\u2212]/.test(cell) && !/^[+\-\u2212][\d\s().,£-]*$/.test(cell));
