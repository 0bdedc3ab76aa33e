import { type BudgetChange, budgetChangeKinds } from "../../../shared/domain/ledger/budget-change.ts";
import type { EntryKind } from "../../../shared/domain/ledger/ledger.ts";
import { isSent } from "../../../shared/domain/payments/payment-batch.ts";
import { system } from "../../../shared/domain/principal.ts";
import { differs, type Everything, grouped, sum } from "./everything.ts";

/** A budget change moves its money once when it is done, and never before; a year-end plan once it is signed; and no line is ever paid twice. */
export const financeTroubles = (everything: Everything): readonly string[] => [
  ...changesOffTheLedger(everything),
  ...plansOffTheLedger(everything),
  ...linesPaidTwice(everything),
];

const ofPlan: readonly EntryKind[] = ["setAside", "setAsideFrozen", "returnToDepartment", "returnUnallocated"];

/** Each entry of a plan has moved once, and names whoever signed the plan and had not prepared it. */
const plansOffTheLedger = ({ plans, planMoves, entries }: Everything): string[] => {
  const known = new Map(plans.map((plan) => [plan.planId, plan]));
  const own = entries.filter(({ kind }) => ofPlan.includes(kind));
  return [
    ...differs("how many entries of plans there are", own.length, planMoves.length),
    ...own.flatMap(({ entryId, change = "", by }) => {
      const plan = known.get(change);
      return [
        ...(planMoves.some((move) => move.entryId === entryId && move.planId === change)
          ? []
          : [`Entry ${entryId} has not moved for a plan.`]),
        ...(plan?.signedBy?.id === by.id ? [] : [`Entry ${entryId} is not by whoever signed its plan.`]),
        ...(plan?.preparedBy.id === by.id ? [`Plan ${change} was signed by whoever prepared it.`] : []),
      ];
    }),
  ];
};

const changesOffTheLedger = ({ changes, entries }: Everything): string[] => {
  const ofChange = grouped(
    // The nightly work's own transfers are two entries, and nobody proposed them.
    entries.filter(({ change, by, kind }) => change !== undefined && by.id !== system.id && !ofPlan.includes(kind)),
    ({ change }) => change ?? "",
  );
  const known = new Set(changes.map(({ changeId }) => changeId));
  return [
    ...[...ofChange.keys()].filter((name) => !known.has(name)).map((name) => `Entries name the change ${name}, which is not there.`),
    ...changes.flatMap((change) => {
      const { changeId, kind, state, amount, proposedBy, settled } = change;
      const own = ofChange.get(changeId) ?? [];
      const entriesEach = budgetChangeKinds[kind].budgets.length === 2 ? 2 : 1;
      return [
        ...differs(`how many entries change ${changeId}, ${state}, has`, own.length, state === "done" ? entriesEach : 0),
        ...own.flatMap((entry) => differs(`the amount of entry ${entry.entryId}`, entry.amount, amount)),
        ...spendTroubles(change, changes),
        ...(state === "refused" && settled?.by.id === proposedBy.id ? [`Change ${changeId} was refused by whoever proposed it.`] : []),
      ];
    }),
  ];
};

/** Two people stand behind a spend, and it says how much of it still stands. */
const spendTroubles = (change: BudgetChange, changes: readonly BudgetChange[]): string[] => {
  const { changeId, kind, state, amount, budget, administration, stands, proposedBy, settled } = change;
  if (state !== "done" || (kind !== "spend" && kind !== "spendBack")) return [];
  const alone = settled?.by.id === proposedBy.id ? [`Change ${changeId} is ${kind}, and one person made it alone.`] : [];
  if (kind === "spend") {
    const back = changes.filter((other) => other.state === "done" && other.spend === changeId).map((other) => other.amount);
    return [...alone, ...differs(`what stands of spend ${changeId}`, stands, amount - sum(back))];
  }
  const spent = changes.find((other) => other.changeId === change.spend);
  const isOfSpend =
    spent?.state === "done" && JSON.stringify([spent.budget, spent.administration]) === JSON.stringify([budget, administration]);
  return [...alone, ...(isOfSpend ? [] : [`Change ${changeId} takes back from another place than it was spent.`])];
};

const linesPaidTwice = ({ payments, batches, lines }: Everything): string[] => {
  const states = new Map(batches.map(({ batchId, state }) => [batchId, state]));
  const lineOf = new Map(lines.map((line) => [line.lineId, line]));
  return [...grouped(payments, ({ lineId }) => lineId)].flatMap(([lineId, own]) => {
    const open = own.filter((payment) => isSent(payment) && payment.state !== "rejected");
    const line = lineOf.get(lineId);
    const isPaid = own.some(({ state }) => state === "paid");
    return [
      ...(open.length > 1 ? [`Line ${lineId} is paid by ${open.map(({ paymentId }) => paymentId).join(" and ")}.`] : []),
      ...(isPaid && line && !["delivered", "returned"].includes(line.state)
        ? [`Line ${lineId} was paid by the bank, and is ${line.state}.`]
        : []),
      ...own.flatMap(({ paymentId, batchId, state }) =>
        (state === "paid" || state === "rejected") && states.get(batchId) !== "released"
          ? [`Payment ${paymentId} has a result, and its batch was never released.`]
          : [],
      ),
    ];
  });
};
