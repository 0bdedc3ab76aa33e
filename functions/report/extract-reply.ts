import { writeCsv } from "../../shared/domain/csv/write-csv.ts";
import { pence, poundsInFile } from "../../shared/domain/money.ts";
import { countingRules, freedomOfInformation } from "../../shared/domain/return/freedom-of-information.ts";
import type { LineBook } from "../../shared/domain/return/line-book.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";

/** Without years and without a time where nothing is counted yet. */
export const extractReply = (scheme: Scheme, book: LineBook | undefined) => ({
  scheme: scheme.code,
  ...(book && { countedUntil: book.readTo }),
  rules: countingRules,
  years: (book ? freedomOfInformation(scheme, book, book.readTo) : []).map(({ code, from, to, tables }) => ({
    year: code,
    from,
    to,
    tables: tables.map((table) => ({
      code: table.code,
      title: table.title,
      rows: table.rows.map(({ code: row, label, figures }) => ({ code: row, label, isHidden: !figures, ...figures })),
    })),
  })),
});

const heading = ["Year", "First day", "Last day", "Table", "Row", "Households", "Payments", "Spend (£)"];

/** One row for each figure of the page, with the counting rules at the end. */
export const extractFile = (scheme: Scheme, book: LineBook): string => {
  const rows = freedomOfInformation(scheme, book, book.readTo).flatMap(({ code, from, to, tables }) =>
    tables.flatMap(({ title, rows: each }) =>
      each.map(({ label, figures }) => [
        code,
        from,
        to,
        title,
        label,
        ...(figures ? [figures.households, figures.payments, poundsInFile(pence(figures.spend))] : ["hidden", "hidden", "hidden"]),
      ]),
    ),
  );
  const rules = Object.entries({ Households: countingRules.households, Payments: countingRules.payments, Spend: countingRules.spend });
  const notes = [...rules.map(([what, rule]) => `${what}: ${rule}`), countingRules.hidden];
  return writeCsv(heading, [...rows, ...notes.map((note) => [note, "", "", "", "", "", "", ""])]);
};
