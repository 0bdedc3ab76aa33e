import { formatDay, londonDay } from "../../shared/domain/dates.ts";
import { budgetName } from "../../shared/domain/ledger/budget-words.ts";
import { entryKinds, type LedgerEntry } from "../../shared/domain/ledger/ledger.ts";
import { formatToThePenny, pence } from "../../shared/domain/money.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { categoryOf, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { FigureName } from "../../shared/http/contracts/report-contracts.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import { grantLedger } from "../../shared/store/money.ts";
import { functions } from "../../shared/system.ts";
import type { EntryList } from "./entries-wanted.ts";
import { entriesPath, figures, figureText, type ListOf } from "./figures.ts";
import type { OpenedFigure } from "./open-figure.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "report/entries.njk": ReturnType<typeof entriesView>;
  }
}

const awardReaders = functions.award.routes["GET /awards/{awardId}"];

const entriesView = ({ list, slice: { items, next }, isFirst }: OpenedFigure, principal: Principal) => {
  const { scheme, show, of, value } = list;
  const figure = figures[show];
  return {
    scheme,
    title: figure.label,
    of: listName(scheme, of),
    exportHref: `/exports/new?${new URLSearchParams({ list: "entries", scheme: scheme.code, ...(of.category && { category: of.category }) })}`,
    says: sumWords(show, value),
    isCount: figure.unit === "count",
    entries: items.map((entry) => entryRow(entry, list)),
    // Counting them would read a whole ledger: the figure above says what they come to.
    counted: isFirst && !next ? String(items.length) : `${items.length} of more`,
    // Scheme managers see the money but not a household's award.
    opensAwards: holdsOneOf(principal, awardReaders),
    first: isFirst ? undefined : entriesPath(scheme.code, show, of),
    next: next && entriesPath(scheme.code, show, of, next),
  };
};

export const entriesPage = (opened: OpenedFigure, principal: Principal): Reply =>
  page("report/entries.njk", entriesView(opened, principal));

/** An amount has a minus sign where the entry takes from the figure. */
const entryRow = (entry: LedgerEntry, { scheme, show }: EntryList) => {
  const { unit, adds } = figures[show];
  const added = adds(entry);
  return {
    day: formatDay(londonDay(new Date(entry.at))),
    kind: entryKinds[entry.kind].label,
    awardId: entry.award?.awardId,
    what: entry.why,
    budget: entry.category === grantLedger(scheme.code).category ? "The grant" : budgetName(scheme, entry),
    amount: formatToThePenny(unit === "pence" ? pence(added) : entry.amount),
    counts: unit === "count" ? (added < 0 ? "−1" : "1") : undefined,
    by: entry.by.name,
  };
};

const listName = (scheme: Scheme, { category, period, pot }: ListOf): string => {
  if (category === undefined) return "the whole scheme";
  if (period === undefined || pot === undefined) return categoryOf(scheme, category)?.label ?? category;
  return budgetName(scheme, { category, period, pot });
};

const sumWords = (show: FigureName, value: number): string => {
  const { label, unit, rule } = figures[show];
  const text = figureText(show, value);
  if (unit === "pence") return `${rule} These entries add up to ${text}.`;
  const once = show === "payments" ? "" : " Each is listed once, by its first payment.";
  return `${label}: ${text}. ${rule}${once} One that was taken back before it reached anybody is listed again, and counts one less. The column “Counts” adds up to ${text}; the amounts do not add up to any figure.`;
};
