import { expect, test } from "vitest";
import { spoiltBecause } from "../../../../shared/domain/csv/spoilt-cell.ts";

test.each([
  ["1.00E+11", /shortens a long number/],
  ["1,2E+046", /shortens a long number/],
  ["########", /too narrow/],
  ["#N/A", /error of the spreadsheet/],
  ["#NAME?", /error of the spreadsheet/],
  ["Err:508", /error of the spreadsheet/],
  ["Andr\uFFFD", /a letter that was lost/],
  ["=HYPERLINK(A1)", /^begins with “=”/],
  ["@SUM(A1)", /^begins with “@”/],
  ["+A1", /^begins with “\+”/],
  ["-A1", /^begins with “-”/],
])("“%s” is named as spoilt", (cell, because) => expect(spoiltBecause(cell)).toMatch(because));

test.each(["", "12E045", "1E5000", "+44 (0)7700 900982", "-12.50", "R-001", "#12 Sample Street", "Ann Lee"])("“%s” is not spoilt", (cell) =>
  expect(spoiltBecause(cell)).toBeUndefined(),
);
