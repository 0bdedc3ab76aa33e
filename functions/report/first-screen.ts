import { type Day, formatDay, londonDay } from "../../shared/domain/dates.ts";
import { budgetName } from "../../shared/domain/ledger/budget-words.ts";
import { daysOfPeriod, envelopeName } from "../../shared/domain/ledger/envelope.ts";
import { type BudgetDay, runOutWords } from "../../shared/domain/ledger/pace.ts";
import { addPence, formatToThePenny, type Pence, pence } from "../../shared/domain/money.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type CountedToDo, toDoPath, toDoWords } from "../../shared/domain/to-do.ts";
import { barChart } from "../../shared/pages/charts/bar-chart.ts";
import { burnDown } from "../../shared/pages/charts/burn-down.ts";
import type { SchemeMoney } from "./read-scheme-money.ts";
import type { BudgetSpend, Spend } from "./spend-of.ts";
import { waitingTimesDrawn } from "./waiting-times.ts";

const text = (amount: number): string => formatToThePenny(pence(amount));

/** The three answers that finance comes for, and the drawings below them. */
export const firstScreen = (scheme: Scheme, money: SchemeMoney, toDos: readonly CountedToDo[], now: Date) => {
  const today = londonDay(now);
  const { spend, mornings, waited } = money;
  const { total } = spend;
  const budgets = spend.categories.flatMap((category) => category.budgets).filter((budget) => isOfToday(budget));
  const named = budgets.map((budget) => ({ budget, name: budgetName(scheme, budget) }));
  return {
    left: text(total.available),
    allocated: text(total.allocated),
    until: untilWords(named),
    budgets: named.map(({ budget, name }) => ({ name, left: text(budget.available), runOut: runOutWords(budget.runOut) })),
    toDos: toDos.map((toDo) => ({ text: toDoWords(toDo), href: toDoPath(toDo) })),
    odd: oddIn(scheme, spend, named),
    drawings: [
      ...named.filter(({ budget }) => budget.allocated > 0).map((one, index) => budgetDrawn(scheme, one, index, mornings, today)),
      categoriesDrawn(spend),
      waitingTimesDrawn(waited),
    ],
  };
};

type Named = { readonly budget: BudgetSpend; readonly name: string };

const isOfToday = ({ runOut }: BudgetSpend): boolean => runOut.kind !== "over" && runOut.kind !== "begins";

const untilWords = (named: readonly Named[]): string => {
  if (named.length === 0) return "No budget has money for today.";
  const [first] = named
    .flatMap(({ budget: { runOut }, name }) => (runOut.kind === "runsOut" ? [{ name, on: runOut.on }] : []))
    .sort((a, b) => a.on.localeCompare(b.on));
  if (first) return `${first.name} runs out first, on ${formatDay(first.on)} at the present rate.`;
  const gone = named.filter(({ budget }) => budget.runOut.kind === "empty");
  if (gone.length > 0) return `Nothing is left in ${gone.map(({ name }) => name).join(" and ")}.`;
  if (named.some(({ budget }) => budget.runOut.kind === "unknown")) return "The rate is known after the first night.";
  return "At the present rate every budget lasts past its end.";
};

const oddIn = (scheme: Scheme, { grant }: Spend, named: readonly Named[]): readonly string[] => [
  ...named.flatMap(({ budget: { runOut, allocated }, name }) => {
    if (runOut.kind === "empty" && allocated > 0) return [`Nothing is left in ${name}.`];
    return runOut.kind === "runsOut" ? [`${name} runs out on ${formatDay(runOut.on)}, before its time is over.`] : [];
  }),
  ...(grant.unallocated > 0 ? [`${text(grant.unallocated)} of the grant is in no budget.`] : []),
  ...(grant.granted === scheme.grant.amount
    ? []
    : [`The books have a grant of ${text(grant.granted)}, the scheme’s document one of ${text(scheme.grant.amount)}.`]),
];

/** All that the budget has been given by today and may be awarded: the measure of what is left, on earlier days too. */
const wholeOf = ({ allocated, frozen, dueBack }: BudgetSpend): Pence => pence(allocated - frozen - dueBack);

const budgetDrawn = (scheme: Scheme, { budget, name }: Named, index: number, mornings: readonly BudgetDay[], today: Day) => {
  const { from, to } = daysOfPeriod(scheme, budget);
  const key = envelopeName(budget);
  const whole = wholeOf(budget);
  const known = mornings.flatMap(({ day, awarded }) => {
    const then = awarded[key];
    return then === undefined ? [] : [{ day, left: pence(Math.max(whole - then, 0)) }];
  });
  const isFromFirst = known.some(({ day }) => day <= from);
  return burnDown({
    id: `budget-${index + 1}`,
    title: `${name}: what is left`,
    from,
    to,
    today,
    whole,
    // Nothing had been awarded before the first day.
    days: [...(isFromFirst ? [] : [{ day: from, left: whole }]), ...known],
    left: budget.available,
    ...(budget.runOut.kind === "runsOut" && { runsOutOn: budget.runOut.on }),
    format: text,
  });
};

const categoriesDrawn = ({ categories, total }: Spend) => {
  const onItsWay = addPence([total.reserved, total.committed]);
  return barChart({
    id: "spent",
    title: "What was spent, and what is on its way",
    says: `${text(total.paid)} was paid, and ${text(onItsWay)} is reserved or committed.`,
    rowName: "Category",
    parts: ["Paid", "On its way"],
    rows: categories.map(({ label, paid, reserved, committed }) => ({ label, values: [paid, reserved + committed] })),
    format: text,
  });
};
