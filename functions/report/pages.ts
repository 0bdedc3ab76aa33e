import { londonDay } from "../../shared/domain/dates.ts";
import { formatToThePenny } from "../../shared/domain/money.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { categoryOf, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { Count } from "../../shared/store/counts.ts";
import { functions } from "../../shared/system.ts";
import { checkRows, checksOf, decisionRows, decisionsOf } from "./counts-of.ts";
import { entryRow } from "./entry-row.ts";
import { entriesPath, figureLinks, listTitle } from "./figures.ts";
import type { OpenedFigure } from "./open-figure.ts";
import { returnsOf } from "./returns-of.ts";
import type { Spend } from "./spend-of.ts";

const grantOf = ({ grant }: Scheme) => ({ ...grant, text: formatToThePenny(grant.amount) });

/** The newest scheme first: it is the one that is looked for. */
export const schemesPage = (schemes: readonly Scheme[], open: Scheme | undefined): Reply =>
  page("report/schemes.njk", {
    schemes: schemes.toReversed().map((scheme) => ({ ...scheme, grant: grantOf(scheme), isOpen: scheme === open })),
  });

export const spendPage = (scheme: Scheme, { notAllocated, total, categories }: Spend, counts: readonly Count[], now: Date): Reply =>
  page("report/spend.njk", {
    scheme,
    returns: returnsOf(scheme, londonDay(now)),
    decisions: decisionRows(decisionsOf(counts), scheme),
    checks: checkRows(checksOf(counts), scheme),
    grant: grantOf(scheme),
    notAllocated: { text: formatToThePenny(notAllocated), href: entriesPath(scheme.code, "allocations") },
    total: figureLinks(scheme.code, total),
    categories: categories.map(({ category, label, ...values }) => ({
      ...categoryOf(scheme, category),
      label,
      figures: figureLinks(scheme.code, values, category),
    })),
  });

const awardReaders: readonly string[] = functions.award.routes["GET /awards/{awardId}"];

export const entriesPage = ({ list, figures, page: { items, next }, isFirstPage }: OpenedFigure, { roles }: Principal): Reply => {
  const { scheme, show, category } = list;
  return page("report/entries.njk", {
    scheme,
    show,
    category: category && categoryOf(scheme, category),
    title: listTitle(show),
    figures: figureLinks(scheme.code, figures, category),
    entries: items.map((entry) => entryRow(entry, list)),
    // Scheme managers see the money but not a household's award.
    opensAwards: roles.some((role) => awardReaders.includes(role)),
    first: isFirstPage ? undefined : entriesPath(scheme.code, show, category),
    next: next && entriesPath(scheme.code, show, category, next),
  });
};
