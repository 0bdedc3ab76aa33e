import { stringify } from "csv-stringify/sync";

/**
 * A CSV file that Excel opens as it should: UTF-8 with a byte-order mark, Windows line ends, and nothing in it that a
 * spreadsheet would run.
 */
export const writeCsv = (heading: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  stringify([heading, ...rows] as (string | number)[][], { bom: true, record_delimiter: "windows", escape_formulas: true });
