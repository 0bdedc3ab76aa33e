import type { Scheme } from "../../shared/domain/scheme.ts";
import { figureBehind } from "./figures.ts";
import type { OpenedFigure } from "./open-figure.ts";
import type { Spend } from "./spend-of.ts";

/** A scheme as the API gives it. Nobody has to take an unverified grant for the council's own figure. */
export const schemeReply = ({ code, name, period, grant }: Scheme) => ({
  code,
  name,
  period,
  grant: grant.value,
  grantVerified: grant.verified,
  grantSource: grant.source,
});

export const spendReply = (scheme: Scheme, { notAllocated, total, categories }: Spend) => ({
  scheme: scheme.code,
  grant: scheme.grant.value,
  grantVerified: scheme.grant.verified,
  notAllocated,
  total,
  categories,
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
