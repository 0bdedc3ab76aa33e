import { waitsFor } from "../../shared/domain/case/waiting-list.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { checksOf, decisionsOf } from "./decision-counts.ts";
import { figures } from "./figures.ts";
import type { OpenedFigure } from "./open-figure.ts";
import type { Overview } from "./overview.ts";
import type { SchemeMoney } from "./read-scheme-money.ts";
import type { Figures } from "./spend-of.ts";

/** It says that a grant is not verified, so that no program takes it for the council's own figure. */
export const schemeReply = ({ scheme: { code, about, grant }, granted, spent, committed, left }: Overview) => ({
  code,
  name: about.name,
  period: { start: about.start, end: about.end },
  grant: grant.amount,
  grantVerified: grant.verified,
  grantSource: grant.source,
  granted,
  spent,
  committed,
  left,
});

const moneyReply = (figures: Omit<Figures, "awards" | "households">) => {
  const { allocated, available, frozen, reserved, committed, paid, dueBack, returned, payments } = figures;
  return { allocated, available, frozen, reserved, committed, paid, dueBack, returned, payments };
};
const figuresReply = (of: Figures) => ({ ...moneyReply(of), awards: of.awards, households: of.households });

export const spendReply = (
  scheme: Scheme,
  { spend: { grant, total, categories }, counts, waitingLists, checked, waited }: SchemeMoney,
) => ({
  scheme: scheme.code,
  granted: grant.granted,
  unallocated: grant.unallocated,
  sentBack: grant.sentBack ?? 0,
  grantInScheme: { amount: scheme.grant.amount, verified: scheme.grant.verified },
  total: figuresReply(total),
  categories: categories.map((spent) => ({
    category: spent.category,
    label: spent.label,
    ...figuresReply(spent),
    budgets: spent.budgets.map((budget) => ({ period: budget.period, pot: budget.pot, ...moneyReply(budget), runOut: budget.runOut })),
  })),
  waiting: waitingLists.map(({ waiting, urgent, ...list }) => ({ ...waitsFor(list), waiting, urgent })),
  decisions: decisionsOf(counts),
  checks: checksOf(counts),
  waited,
  ...(checked && { checked: { checkedAt: checked.checkedAt, entries: checked.entries, differing: checked.differing } }),
});

export const entriesReply = ({ list: { show, value }, slice: { items, next } }: OpenedFigure) => ({
  figure: { name: show, unit: figures[show].unit, value },
  items: items.map((entry) => {
    const { entryId, kind, category, period, pot, amount, from, to, at, by, why, change, administration, award } = entry;
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
      by: actorOf(by),
      what: why,
      ...(change && { change }),
      ...(administration && { administration }),
      ...of,
    };
  }),
  ...(next && { next }),
});
