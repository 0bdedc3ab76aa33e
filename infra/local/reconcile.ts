import { reconcileScheme } from "../../functions/nightly/reconcile-scheme.ts";
import { differenceWords } from "../../shared/domain/audit/difference.ts";
import type { CheckedBooks } from "../../shared/domain/audit/reconcile.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { schemesAsOf } from "../../shared/domain/scheme/scheme-book.ts";
import { dynamoBooks } from "../../shared/store/books.ts";
import type { Table } from "../../shared/store/items.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { failCommand } from "../trouble.ts";
import { withStoredTable } from "./stored-table.ts";

const number = new Intl.NumberFormat("en-GB");

/** Prints a line for each difference, and one with the totals. */
const print = (checked: readonly CheckedBooks[]): void => {
  for (const { differences, differing } of checked) {
    for (const difference of differences) process.stdout.write(`${differenceWords(difference)}\n`);
    if (differing > differences.length) process.stdout.write(`and ${number.format(differing - differences.length)} more\n`);
  }
  const sum = (of: (one: CheckedBooks) => number) => checked.reduce((total, one) => total + of(one), 0);
  const differing = sum((one) => one.differing);
  const all = `${number.format(sum(({ entries }) => entries))} ledger entries of ${checked.length} schemes`;
  const differ = differing === 1 ? "1 figure does not equal its ledger" : `${number.format(differing)} figures do not equal their ledger`;
  process.stdout.write(`${all}: ${differing === 0 ? "every balance, count, line and household equals its ledger" : differ}\n`);
  if (differing > 0) process.exitCode = 1;
};

const reconcileTable = async (table: Table): Promise<readonly CheckedBooks[]> => {
  const now = new Date();
  const books = dynamoBooks(table);
  const checked: CheckedBooks[] = [];
  const book = await dynamoSchemes(table).freshBook();
  for (const { code } of schemesAsOf(book, londonDay(now))) checked.push(await reconcileScheme(code, book, now, { books }));
  return checked;
};

await withStoredTable("reconcile", reconcileTable).then(print, failCommand);
