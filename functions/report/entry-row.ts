import { formatDay, londonDay } from "../../shared/domain/dates.ts";
import type { LedgerEntry } from "../../shared/domain/ledger.ts";
import { formatToThePenny, pence } from "../../shared/domain/money.ts";
import { categoryOf } from "../../shared/domain/scheme/scheme.ts";
import type { EntryList } from "./list-entries.ts";

/** One entry of a list. Only where both kinds stand together does what was committed have a minus sign. */
export const entryRow = (entry: LedgerEntry, { scheme, show }: EntryList) => ({
  day: formatDay(londonDay(new Date(entry.at))),
  awardId: entry.award?.awardId,
  what: entry.why,
  category: categoryOf(scheme, entry.category)?.label ?? entry.category,
  amount: formatToThePenny(show === "all" && entry.kind === "award" ? pence(-entry.amount) : entry.amount),
  by: entry.by.name,
});
