/** A cell of a spreadsheet: a column of A to XFD, and a row. */
export const cellPattern = /^[A-Z]{1,3}[1-9][0-9]{0,6}$/;
