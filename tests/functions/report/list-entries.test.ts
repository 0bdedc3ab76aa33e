import { expect, test } from "vitest";
import { type EntryList, listEntries } from "../../../functions/report/list-entries.ts";
import type { LedgerEntry } from "../../../shared/domain/ledger.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Category, Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { itemFrom, putNew, type Table } from "../../../shared/store/items.ts";
import { ledgerKey } from "../../../shared/store/keys.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { isBadCursor } from "../../../shared/store/pages.ts";
import { transact } from "../../../shared/store/retry.ts";
import { freshTable } from "../../setup/table.ts";

const crf = newestVersion(shippedSchemes, "CRF") as Scheme;

/** One payment in ten reaches a household for the first time. */
const payment = (category: Category, number: number): LedgerEntry => {
  const isFirst = number % 10 === 7;
  const counts = { inCategory: isFirst, inScheme: isFirst };
  return {
    entryId: `payment-${number}`,
    kind: "award",
    scheme: "CRF",
    category,
    shard: 0,
    amount: pence(number + 1),
    at: new Date(Date.UTC(2026, 10, 20, 9, 0, number)).toISOString(),
    by: { id: "assessor-1", name: "Asha Patel" },
    why: "A reason.",
    award: { awardId: `award-${number}`, caseId: "", householdId: "", line: 0, item: "food", countsAward: counts, countsHousehold: counts },
  };
};

const storePayments = async (table: Table, category: Category, number: number) => {
  const entries = Array.from({ length: number }, (_, index) => payment(category, index));
  await transact(
    table,
    entries.map((entry) => putNew(table, itemFrom("ledgerEntry", ledgerKey(entry, 0), entry))),
  );
};

const allPagesOf = async (table: Table, list: EntryList, limit: number): Promise<readonly (readonly LedgerEntry[])[]> => {
  const pages: (readonly LedgerEntry[])[] = [];
  let after: string | undefined;
  do {
    const page = await listEntries(list, { limit, ...(after && { after }) }, dynamoMoney(table));
    if (isBadCursor(page)) throw new Error("The list did not take its own cursor.");
    pages.push(page.items);
    after = page.next;
  } while (after);
  return pages;
};

test("a list that shows few of many entries fills its pages, across categories, and shows each once", async () => {
  const table = await freshTable();
  await storePayments(table, "CRISIS_PAYMENT", 90);
  await storePayments(table, "HOUSING_PAYMENT", 40);
  const pages = await allPagesOf(table, { scheme: crf, show: "households" }, 6);
  expect(pages.map(({ length }) => length)).toEqual([6, 6, 1]);
  expect(pages.flat().map(({ category, entryId }) => `${category} ${entryId}`)).toEqual([
    ...[7, 17, 27, 37, 47, 57, 67, 77, 87].map((number) => `CRISIS_PAYMENT payment-${number}`),
    ...[7, 17, 27, 37].map((number) => `HOUSING_PAYMENT payment-${number}`),
  ]);
});

test("a page reads a bounded number of times, and the next page goes on where it stopped", async () => {
  const reads: string[] = [];
  const slow = {
    entries: async (_scheme: string, category: Category, _show: string, _counted: string, { after = "0" }: { after?: string }) => {
      reads.push(`${category} ${after}`);
      return { items: [], next: String(Number(after) + 1) };
    },
  };
  const first = await listEntries({ scheme: crf, show: "households" }, { limit: 5 }, slow);
  expect(first).toEqual({ items: [], next: "CRISIS_PAYMENT.10" });
  await listEntries({ scheme: crf, show: "households" }, { limit: 5, after: "CRISIS_PAYMENT.10" }, slow);
  expect(reads.slice(9, 12)).toEqual(["CRISIS_PAYMENT 9", "CRISIS_PAYMENT 10", "CRISIS_PAYMENT 11"]);
  expect(reads).toHaveLength(20);
});
