import { formatDay, londonDay } from "../../shared/domain/dates.ts";
import type { LedgerEntry } from "../../shared/domain/ledger.ts";
import { formatToThePenny, pence } from "../../shared/domain/money.ts";
import { categoryOf, itemOf, type Scheme } from "../../shared/domain/scheme.ts";
import type { EntryList } from "./list-entries.ts";

/** Why an award was made may say things about a person that finance has no need of, so it stays with the case. */
export const whatOf = ({ award, why }: LedgerEntry, scheme: Scheme): string =>
  award ? (itemOf(scheme, award.item)?.label ?? award.item) : why;

/** One entry of a list. Only where both kinds stand together does what was committed have a minus sign. */
export const entryRow = (entry: LedgerEntry, { scheme, show }: EntryList) => ({
  day: formatDay(londonDay(new Date(entry.at))),
  awardId: entry.award?.awardId,
  what: whatOf(entry, scheme),
  category: categoryOf(scheme, entry.category)?.label ?? entry.category,
  amount: formatToThePenny(show === "all" && entry.kind === "award" ? pence(-entry.amount) : entry.amount),
  by: entry.by.name,
});
