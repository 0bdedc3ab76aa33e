import { formatDay, londonDay } from "../../shared/domain/dates.ts";
import { budgetName } from "../../shared/domain/ledger/budget-words.ts";
import { entryKinds, type LedgerEntry } from "../../shared/domain/ledger/ledger.ts";
import { formatToThePenny, pence } from "../../shared/domain/money.ts";
import { grantLedger } from "../../shared/store/money.ts";
import type { EntryList } from "./entries-wanted.ts";
import { figures } from "./figures.ts";

/** One entry of a list. Its amount has a minus sign where it takes from the figure that the list is of. */
export const entryRow = (entry: LedgerEntry, { scheme, show }: EntryList) => {
  const { unit, adds } = figures[show];
  const added = adds(entry);
  return {
    day: formatDay(londonDay(new Date(entry.at))),
    kind: entryKinds[entry.kind].label,
    awardId: entry.award?.awardId,
    change: entry.award ? undefined : entry.change,
    what: entry.why,
    budget: entry.category === grantLedger(scheme.code).category ? "The grant" : budgetName(scheme, entry),
    amount: formatToThePenny(unit === "pence" ? pence(added) : entry.amount),
    counts: unit === "count" ? (added < 0 ? "−1" : "1") : undefined,
    by: entry.by.name,
  };
};
