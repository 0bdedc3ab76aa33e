import { budgetChangeKinds } from "../../../shared/domain/ledger/budget-change.ts";
import { isSent } from "../../../shared/domain/payments/payment-batch.ts";
import { system } from "../../../shared/domain/principal.ts";
import { differs, type Everything, grouped } from "./everything.ts";

/** A budget change moves its money once when it is done, and never before; and no line is ever paid twice. */
export const financeTroubles = (everything: Everything): readonly string[] => [
  ...changesOffTheLedger(everything),
  ...linesPaidTwice(everything),
];

const changesOffTheLedger = ({ changes, entries }: Everything): string[] => {
  const ofChange = grouped(
    // The nightly work's own transfers are two entries, and nobody proposed them.
    entries.filter(({ change, by }) => change !== undefined && by.id !== system.id),
    ({ change }) => change ?? "",
  );
  const known = new Set(changes.map(({ changeId }) => changeId));
  return [
    ...[...ofChange.keys()].filter((name) => !known.has(name)).map((name) => `Entries name the change ${name}, which is not there.`),
    ...changes.flatMap(({ changeId, kind, state, amount, proposedBy, settled }) => {
      const own = ofChange.get(changeId) ?? [];
      const entriesEach = budgetChangeKinds[kind].budgets.length === 2 ? 2 : 1;
      return [
        ...differs(`how many entries change ${changeId}, ${state}, has`, own.length, state === "done" ? entriesEach : 0),
        ...own.flatMap((entry) => differs(`the amount of entry ${entry.entryId}`, entry.amount, amount)),
        ...(state === "refused" && settled?.by.id === proposedBy.id ? [`Change ${changeId} was refused by whoever proposed it.`] : []),
      ];
    }),
  ];
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
