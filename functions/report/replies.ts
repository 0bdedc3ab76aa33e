import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { checksOf, decisionsOf } from "./counts-of.ts";
import { figures } from "./figures.ts";
import type { OpenedFigure } from "./open-figure.ts";
import type { SchemeMoney } from "./read-scheme-money.ts";

/** A scheme as the API gives it. Nobody has to take an unverified grant for the council's own figure. */
export const schemeReply = ({ code, about, grant }: Scheme) => ({
  code,
  name: about.name,
  period: { start: about.start, end: about.end },
  grant: grant.amount,
  grantVerified: grant.verified,
  grantSource: grant.source,
});

export const spendReply = (scheme: Scheme, { spend: { grant, total, categories }, counts, queues, checked }: SchemeMoney) => ({
  scheme: scheme.code,
  granted: grant.granted,
  unallocated: grant.unallocated,
  grantInScheme: { amount: scheme.grant.amount, verified: scheme.grant.verified },
  total,
  categories: categories.map(({ budgets, ...category }) => ({
    ...category,
    budgets: budgets.map(({ scheme: _, category: _own, ...budget }) => budget),
  })),
  waiting: queues.map(({ category, waiting, urgent }) => ({ category, waiting, urgent })),
  decisions: decisionsOf(counts),
  checks: checksOf(counts),
  ...(checked && { checked: { checkedAt: checked.checkedAt, entries: checked.entries, differing: checked.differing } }),
});

/** Beside the entries, the figure that all of its pages together come to, and what each adds to it. */
export const entriesReply = ({ list: { show, value }, page: { items, next } }: OpenedFigure) => ({
  figure: { name: show, unit: figures[show].unit, value },
  items: items.map((entry) => {
    const { entryId, kind, category, period, pot, amount, from, to, at, by, why, change, award } = entry;
    const of = award && { awardId: award.awardId, caseId: award.caseId, householdId: award.householdId, item: award.item };
    return {
      entryId,
      kind,
      category,
      period,
      pot,
      amount,
      adds: figures[show].adds(entry),
      from,
      to,
      at,
      by,
      what: why,
      ...(change && { change }),
      ...of,
    };
  }),
  ...(next && { next }),
});
