import type { WaitingList } from "../../shared/domain/case/waiting-list.ts";
import { waitingOrder } from "../../shared/domain/case/waiting-list.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { budgetName } from "../../shared/domain/ledger/budget-words.ts";
import { isOver } from "../../shared/domain/ledger/envelope.ts";
import { rateRule, runOutWords } from "../../shared/domain/ledger/pace.ts";
import { formatToThePenny } from "../../shared/domain/money.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { categoryOf, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { FigureName } from "../../shared/http/contracts/report-contracts.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import { functions } from "../../shared/system.ts";
import { checkedView } from "./checked-view.ts";
import { checkRows, checksOf, decisionRows, decisionsOf } from "./counts-of.ts";
import { entryRow } from "./entry-row.ts";
import { entriesPath, figureLink, figures, figureText, type ListOf } from "./figures.ts";
import type { OpenedFigure } from "./open-figure.ts";
import type { SchemeMoney } from "./read-scheme-money.ts";
import { returnsOf } from "./returns-of.ts";
import type { BudgetSpend, CategorySpend, Figures } from "./spend-of.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "report/schemes.njk": ReturnType<typeof schemesView>;
    "report/spend.njk": ReturnType<typeof spendView>;
    "report/entries.njk": ReturnType<typeof entriesView>;
  }
}

const grantOf = ({ grant }: Scheme) => ({ ...grant, text: formatToThePenny(grant.amount) });

/** The newest scheme first: it is the one that is looked for. */
const schemesView = (schemes: readonly Scheme[], open: Scheme | undefined) => ({
  schemes: schemes.toReversed().map((scheme) => ({
    code: scheme.code,
    about: scheme.about,
    grant: grantOf(scheme),
    isOpen: scheme === open,
  })),
});

export const schemesPage = (...asked: Parameters<typeof schemesView>): Reply => page("report/schemes.njk", schemesView(...asked));

const moneyFigures = ["allocated", "available", "frozen", "reserved", "committed", "paid", "returned"] as const;
const countFigures = ["payments", "awards", "households"] as const;

const spendView = (scheme: Scheme, { spend, counts, queues, checked, lastRun, changesWaiting }: SchemeMoney, now: Date) => {
  const { grant, total, categories } = spend;
  // What goes back to the department only matters once there is some, or the scheme is over.
  const isEnded = isOver(scheme, londonDay(now));
  const money: readonly (keyof Figures)[] = [...moneyFigures, ...(isEnded || total.dueBack > 0 ? (["dueBack"] as const) : [])];
  const links = (names: readonly (keyof Figures)[], of: Partial<Figures>, list: ListOf = {}) =>
    names.map((name) => figureLink(scheme.code, name, of[name] ?? 0, list));
  const all = categories.flatMap(({ budgets }) => budgets);
  const budgetRow = (budget: BudgetSpend) => ({
    name: budgetName(scheme, budget),
    runOut: runOutWords(budget.runOut),
    figures: links([...money, "payments"], budget, listOf(budget)),
    isUnverified: false,
  });
  return {
    scheme,
    isEnded,
    returns: returnsOf(scheme, londonDay(now)),
    decisions: decisionRows(decisionsOf(counts), scheme),
    checks: checkRows(checksOf(counts), scheme),
    grant: grantOf(scheme),
    isGrantOfScheme: grant.granted === scheme.grant.amount,
    whole: [
      figureLink(scheme.code, "granted", grant.granted),
      figureLink(scheme.code, "unallocated", grant.unallocated),
      ...links([...money, ...countFigures], total),
    ],
    columns: [...money, ...countFigures].map((name) => figures[name].label),
    budgetColumns: [...money, "payments" as const].map((name) => figures[name].label),
    total: links([...money, ...countFigures], total),
    categories: categories.map((category) => {
      const { note, source = "", verified = false } = categoryOf(scheme, category.category) ?? {};
      const figures = links([...money, ...countFigures], category, { category: category.category });
      return { name: category.label, note, source, isUnverified: !verified, figures, runOut: undefined };
    }),
    budgets: all.filter(isAtWork).map(budgetRow),
    otherBudgets: all.filter((budget) => !isAtWork(budget)).map(budgetRow),
    rateRule,
    left: isEnded ? leftOverWords(categories) : undefined,
    queues: queueRows(scheme, queues),
    queueOrder: waitingOrder,
    checked: checkedView(checked, lastRun),
    changesPath: `/finance/${scheme.code}/changes`,
    changesWaiting,
  };
};

export const spendPage = (...asked: Parameters<typeof spendView>): Reply => page("report/spend.njk", spendView(...asked));

/** Of a long list of months, those that somebody has to look at: today’s, and earlier ones in which money still stands. */
const isAtWork = ({ runOut, available, frozen, reserved, committed }: BudgetSpend): boolean =>
  runOut.kind === "over" ? available + frozen + reserved + committed > 0 : runOut.kind !== "begins";

const listOf = ({ category, period, pot }: BudgetSpend): ListOf => ({ category, period, pot });

/** What is still in budgets when the scheme is over goes back too, beside what came back since. */
const leftOverWords = (categories: readonly CategorySpend[]): string => {
  const sum = (name: "available" | "frozen" | "dueBack") => categories.reduce((total, each) => total + each[name], 0);
  const still = sum("available") + sum("frozen");
  const back = sum("dueBack");
  const words = (amount: number) => figureText("allocated", amount);
  return `The scheme has ended. ${words(still)} is still in its budgets, left or frozen, and ${words(back)} came back since: ${words(still + back)} to return to the department.`;
};

const queueRows = (scheme: Scheme, queues: readonly WaitingList[]) =>
  queues
    .filter(({ waiting }) => waiting > 0)
    .map(({ category, waiting, urgent }) => ({ label: categoryOf(scheme, category)?.label ?? category, waiting, urgent }));

const awardReaders: readonly string[] = functions.award.routes["GET /awards/{awardId}"];

const entriesView = ({ list, page: { items, next }, isFirstPage }: OpenedFigure, { roles }: Principal) => {
  const { scheme, show, of, value } = list;
  const figure = figures[show];
  return {
    scheme,
    title: figure.label,
    of: listName(scheme, of),
    says: sumWords(show, value),
    isCount: figure.unit === "count",
    entries: items.map((entry) => entryRow(entry, list)),
    changesPath: `/finance/${scheme.code}/changes`,
    // Scheme managers see the money but not a household's award.
    opensAwards: roles.some((role) => awardReaders.includes(role)),
    first: isFirstPage ? undefined : entriesPath(scheme.code, show, of),
    next: next && entriesPath(scheme.code, show, of, next),
  };
};

export const entriesPage = (...asked: Parameters<typeof entriesView>): Reply => page("report/entries.njk", entriesView(...asked));

const listName = (scheme: Scheme, { category, period, pot }: ListOf): string => {
  if (category === undefined) return "the whole scheme";
  if (period === undefined || pot === undefined) return categoryOf(scheme, category)?.label ?? category;
  return budgetName(scheme, { category, period, pot });
};

/** What the entries of a list come to, all of its pages together. */
const sumWords = (show: FigureName, value: number): string => {
  const { label, unit, rule } = figures[show];
  const text = figureText(show, value);
  if (unit === "pence") return `${rule} These entries add up to ${text}.`;
  const once = show === "payments" ? "" : " Each is listed once, by its first payment.";
  return `${label}: ${text}. ${rule}${once} One that was taken back before it reached anybody is listed again, and counts one less. The column “Counts” adds up to ${text}; the amounts do not add up to any figure.`;
};
