import { stringify } from "csv-stringify/sync";

/** Excel needs the byte-order mark to read UTF-8, and runs no cell of this file as a formula. */
export const writeCsv = (heading: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  stringify([heading, ...rows] as (string | number)[][], {
    bom: true,
    record_delimiter: "windows",
    escape_formulas: true,
    // Else a line break alone, as in a note, would begin a row of its own.
    quoted_match: /[\r\n]/,
  });
