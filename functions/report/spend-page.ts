import { type WaitingList, waitingOrder, waitsFor, waitsForName } from "../../shared/domain/case/waiting-list.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { budgetName } from "../../shared/domain/ledger/budget-words.ts";
import { isOver } from "../../shared/domain/ledger/envelope.ts";
import { rateRule, runOutWords } from "../../shared/domain/ledger/pace.ts";
import { formatToThePenny } from "../../shared/domain/money.ts";
import { categoryOf, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { CountedToDo } from "../../shared/domain/to-do.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import { checkedView } from "./checked-view.ts";
import { checkRows, checksOf, decisionRows, decisionsOf } from "./decision-counts.ts";
import { figureLink, figures, figureText, type ListOf } from "./figures.ts";
import { firstScreen } from "./first-screen.ts";
import type { Overview } from "./overview.ts";
import type { SchemeMoney } from "./read-scheme-money.ts";
import { returnsView } from "./returns-view.ts";
import type { BudgetSpend, CategorySpend, Figures } from "./spend-of.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "report/schemes.njk": ReturnType<typeof schemesView>;
    "report/spend.njk": ReturnType<typeof spendView>;
  }
}

const grantOf = ({ grant }: Scheme) => ({ ...grant, text: formatToThePenny(grant.amount) });

const schemesView = (overview: readonly Overview[], open: Scheme | undefined) => ({
  schemes: overview.toReversed().map(({ scheme, granted, spent, committed, left }) => ({
    code: scheme.code,
    about: scheme.about,
    grant: grantOf(scheme),
    granted: formatToThePenny(granted),
    spent: formatToThePenny(spent),
    committed: formatToThePenny(committed),
    left: formatToThePenny(left),
    isOpen: scheme === open,
  })),
});

export const schemesPage = (overview: readonly Overview[], open: Scheme | undefined): Reply =>
  page("report/schemes.njk", schemesView(overview, open));

const moneyFigures = ["allocated", "available", "frozen", "reserved", "committed", "paid", "returned"] as const;
const countFigures = ["payments", "awards", "households"] as const;

const spendView = (scheme: Scheme, schemeMoney: SchemeMoney, toDos: readonly CountedToDo[], now: Date) => {
  const { spend, counts, waitingLists, checked, lastRun, changesWaiting } = schemeMoney;
  const { grant, total, categories } = spend;
  // Money to return matters once there is some, or the scheme is over.
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
    first: firstScreen(scheme, schemeMoney, toDos, now),
    returns: returnsView(scheme, londonDay(now)),
    decisions: decisionRows(decisionsOf(counts), scheme),
    checks: checkRows(checksOf(counts), scheme),
    grant: grantOf(scheme),
    isGrantOfScheme: grant.granted === scheme.grant.amount,
    whole: [
      figureLink(scheme.code, "granted", grant.granted),
      figureLink(scheme.code, "unallocated", grant.unallocated),
      ...(grant.sentBack ? [figureLink(scheme.code, "sentBack", grant.sentBack)] : []),
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
    waiting: waitingRows(scheme, waitingLists),
    waitingOrder,
    checked: checkedView(checked, lastRun),
    changesPath: `/finance/${scheme.code}/changes`,
    changesWaiting,
  };
};

export const spendPage = (scheme: Scheme, money: SchemeMoney, toDos: readonly CountedToDo[], now: Date): Reply =>
  page("report/spend.njk", spendView(scheme, money, toDos, now));

/** Budgets that finance has to look at: those of today, and earlier ones with money in them. */
const isAtWork = ({ runOut, available, frozen, reserved, committed }: BudgetSpend): boolean =>
  runOut.kind === "over" ? available + frozen + reserved + committed > 0 : runOut.kind !== "begins";

const listOf = ({ category, period, pot }: BudgetSpend): ListOf => ({ category, period, pot });

/** Once a scheme is over, money left in its budgets goes back to the department too. */
const leftOverWords = (categories: readonly CategorySpend[]): string => {
  const sum = (name: "available" | "frozen" | "dueBack") => categories.reduce((total, each) => total + each[name], 0);
  const still = sum("available") + sum("frozen");
  const back = sum("dueBack");
  const words = (amount: number) => figureText("allocated", amount);
  return `The scheme has ended. ${words(still)} is still in its budgets, left or frozen, and ${words(back)} came back since: ${words(still + back)} to return to the department.`;
};

const waitingRows = (scheme: Scheme, waitingLists: readonly WaitingList[]) =>
  waitingLists
    .filter(({ waiting }) => waiting > 0)
    .map(({ waiting, urgent, ...list }) => ({ label: waitsForName(scheme, waitsFor(list)), waiting, urgent }));
