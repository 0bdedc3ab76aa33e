import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Count } from "../../shared/store/counts.ts";
import { checksOf, decisionsOf } from "./counts-of.ts";
import { figureBehind } from "./figures.ts";
import type { OpenedFigure } from "./open-figure.ts";
import type { Spend } from "./spend-of.ts";

/** A scheme as the API gives it. Nobody has to take an unverified grant for the council's own figure. */
export const schemeReply = ({ code, about, grant }: Scheme) => ({
  code,
  name: about.name,
  period: { start: about.start, end: about.end },
  grant: grant.amount,
  grantVerified: grant.verified,
  grantSource: grant.source,
});

export const spendReply = (scheme: Scheme, { notAllocated, total, categories }: Spend, counts: readonly Count[]) => ({
  scheme: scheme.code,
  grant: scheme.grant.amount,
  grantVerified: scheme.grant.verified,
  notAllocated,
  total,
  categories,
  decisions: decisionsOf(counts),
  checks: checksOf(counts),
});

/** Beside the entries, the figure that all of its pages together come to. */
export const entriesReply = ({ list, figures, page: { items, next } }: OpenedFigure) => ({
  figure: figureBehind(list.show, figures),
  items: items.map((entry) => {
    const { entryId, kind, category, amount, at, by, why, award } = entry;
    const of = award && { awardId: award.awardId, caseId: award.caseId, householdId: award.householdId, item: award.item };
    return { entryId, kind, category, amount, at, by, what: why, ...of };
  }),
  ...(next && { next }),
});
