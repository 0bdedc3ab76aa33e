import { expect, test } from "vitest";
import { listEntries } from "../../../functions/report/list-entries.ts";
import { type LedgerEntry, placesOf } from "../../../shared/domain/ledger/ledger.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Category } from "../../../shared/domain/scheme/scheme.ts";
import { commit } from "../../../shared/store/commit.ts";
import { putNew, type Table, writeItem } from "../../../shared/store/items.ts";
import { ledgerKey } from "../../../shared/store/keys.ts";
import { dynamoMoney, type EntryFilter, type LedgerPart } from "../../../shared/store/money.ts";
import { isBadCursor } from "../../../shared/store/slices.ts";
import { freshTable } from "../../setup/table.ts";

const envelope = (category: Category) => ({ scheme: "CRF", category, period: "whole", pot: "ordinary" }) as const;
const households: EntryFilter = { counting: "households", where: "inScheme" };
const parts: readonly LedgerPart[] = (["CRISIS_PAYMENT", "HOUSING_PAYMENT"] as const).flatMap((category) =>
  [0, 1].map((shard) => ({ ...envelope(category), shard, group: "AWARDED" as const })),
);

/** One payment in ten is a household's first. */
const payment = (category: Category, shard: number, number: number): LedgerEntry => {
  const isFirst = number % 10 === 7;
  const counts = { inCategory: isFirst, inScheme: isFirst };
  return {
    ...envelope(category),
    entryId: `payment-${number}`,
    kind: "award",
    ...placesOf("award"),
    shard,
    amount: pence(number + 1),
    at: new Date(Date.UTC(2026, 10, 20, 9, 0, number)).toISOString(),
    by: { id: "assessor-1", name: "Asha Patel" },
    why: "A reason.",
    award: { awardId: `award-${number}`, caseId: "", householdId: "", line: 0, item: "food", countsAward: counts, countsHousehold: counts },
  };
};

const storePayments = async (table: Table, category: Category, shard: number, number: number) => {
  const entries = Array.from({ length: number }, (_, index) => payment(category, shard, index));
  await commit(table, { entries: entries.map((entry) => putNew(table, writeItem("ledgerEntry", ledgerKey(entry), entry))) });
};

const allPagesOf = async (table: Table, limit: number): Promise<readonly (readonly LedgerEntry[])[]> => {
  const pages: (readonly LedgerEntry[])[] = [];
  let after: string | undefined;
  do {
    const page = await listEntries(households, parts, { limit, ...(after && { after }) }, dynamoMoney(table));
    if (isBadCursor(page)) throw new Error("The list did not take its own cursor.");
    pages.push(page.items);
    after = page.next;
  } while (after);
  return pages;
};

test("a list that shows few of many entries fills its slices, across budgets and their shards, and shows each once", async () => {
  const table = await freshTable();
  await storePayments(table, "CRISIS_PAYMENT", 0, 60);
  await storePayments(table, "CRISIS_PAYMENT", 1, 30);
  await storePayments(table, "HOUSING_PAYMENT", 1, 40);
  const pages = await allPagesOf(table, 6);
  expect(pages.map(({ length }) => length)).toEqual([6, 6, 1]);
  expect(pages.flat().map(({ category, shard, entryId }) => `${category} ${shard} ${entryId}`)).toEqual([
    ...[7, 17, 27, 37, 47, 57].map((number) => `CRISIS_PAYMENT 0 payment-${number}`),
    ...[7, 17, 27].map((number) => `CRISIS_PAYMENT 1 payment-${number}`),
    ...[7, 17, 27, 37].map((number) => `HOUSING_PAYMENT 1 payment-${number}`),
  ]);
});

test("a slice takes a bounded number of reads, and the next slice goes on from there", async () => {
  const reads: string[] = [];
  const slow = {
    entries: async (part: LedgerPart, _filter: EntryFilter, { after = "0" }: { after?: string }) => {
      reads.push(`${part.category} ${part.shard} ${after}`);
      return { items: [], next: String(Number(after) + 1) };
    },
  };
  const first = await listEntries(households, parts, { limit: 5 }, slow);
  expect(first).toEqual({ items: [], next: "0.40" });
  await listEntries(households, parts, { limit: 5, after: "0.40" }, slow);
  expect(reads.slice(39, 42)).toEqual(["CRISIS_PAYMENT 0 39", "CRISIS_PAYMENT 0 40", "CRISIS_PAYMENT 0 41"]);
  expect(reads).toHaveLength(80);
});
