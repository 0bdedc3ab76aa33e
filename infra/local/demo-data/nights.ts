import { carryForward } from "../../../functions/nightly/steps/carry-forward.ts";
import { reconcileBooks } from "../../../functions/nightly/steps/reconcile-books.ts";
import { addDays, londonDay, startOfDay } from "../../../shared/domain/dates.ts";
import { type EnvelopeShard, envelopeName, envelopesFrom, isOver } from "../../../shared/domain/ledger/envelope.ts";
import { countsWay, isMoneyBack, type LedgerEntry } from "../../../shared/domain/ledger/ledger.ts";
import { type BudgetDay, rateDays } from "../../../shared/domain/ledger/pace.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { schemesAsOf } from "../../../shared/domain/scheme/scheme-book.ts";
import { type Books, dynamoBooks } from "../../../shared/store/books.ts";
import { dynamoBudgetDays } from "../../../shared/store/budget-days.ts";
import { carryMoney } from "../../../shared/store/carry-money.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoNights } from "../../../shared/store/nights.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";

/** The nightly work of the days before: carries money forward, keeps each morning's figures, and checks the books once. */
export const loadNights = async (table: Table, now: Date): Promise<void> => {
  const [books, schemes, days] = [dynamoBooks(table), dynamoSchemes(table), dynamoBudgetDays(table)];
  await carryForward(now, { schemes, money: dynamoMoney(table), carry: carryMoney(table) });
  const today = londonDay(now);
  for (const scheme of schemesAsOf(await schemes.book(now), today)) {
    if (isOver(scheme, today)) continue;
    for (const day of await daysOf(scheme, now, books)) await days.keep(scheme.code, day);
  }
  await reconcileBooks(now, { schemes, books, nights: dynamoNights(table) });
};

const daysOf = async ({ code, about }: Scheme, now: Date, books: Books): Promise<readonly BudgetDay[]> => {
  const shards = await books.shards(code);
  const entries: LedgerEntry[] = [];
  for await (const entry of books.ledger(code, shards)) entries.push(entry);
  const today = londonDay(now);
  return Array.from({ length: rateDays + 1 }, (_, index) => addDays(today, index - rateDays))
    .filter((day) => day > about.start)
    .map((day) => dayFrom(day, shards, entries));
};

const dayFrom = (day: string, shards: readonly EnvelopeShard[], entries: readonly LedgerEntry[]): BudgetDay => {
  const before = entries.filter(({ at }) => new Date(at) < startOfDay(day));
  const awardedIn = (name: string) =>
    before
      .filter((entry) => envelopeName(entry) === name)
      .reduce((total, { kind, amount }) => total + (isMoneyBack(kind) ? -amount : countsWay(kind) === 1 ? amount : 0), 0);
  const names = envelopesFrom(shards).map(envelopeName);
  return {
    day,
    awarded: Object.fromEntries(names.map((name) => [name, pence(awardedIn(name))])),
    households: before.filter(({ kind, award }) => countsWay(kind) === 1 && award?.countsHousehold.inScheme).length,
  };
};
