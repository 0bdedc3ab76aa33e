import { actorOf } from "../../shared/domain/principal.ts";
import type { RowOutcome } from "../../shared/domain/run/row-outcome.ts";
import type { Run } from "../../shared/domain/run/run.ts";
import type { RunNow } from "./read-run.ts";
import { type RowsWanted, rowsIn } from "./rows-wanted.ts";

/** A run as the API gives it. Pence. */
export const runReply = (run: Run) => {
  const { runId, title, from, state, version, scheme, rows, readAs, item, delivery, amount, reason } = run;
  const { preparedBy, preparedAt, approvedBy, approvedAt } = run;
  return {
    runId,
    title,
    from,
    state,
    version,
    scheme,
    rows,
    readAs,
    item,
    delivery,
    amount,
    reason,
    preparedBy: actorOf(preparedBy),
    preparedAt,
    approvedBy: approvedBy && actorOf(approvedBy),
    approvedAt,
  };
};

export const progressReply = ({ run, counts, budgets, awarded, isStuck }: RunNow) => ({
  ...runReply(run),
  counts,
  budgets: budgets.map(({ category, period, needed, left }) => ({ category, period, needed, left })),
  awarded,
  isStuck,
});

const rowReply = ({ row, reference, kind, because, category, amount, awardId }: RowOutcome) => ({
  row,
  reference,
  kind,
  because,
  category,
  amount,
  awardId,
});

export const rowsReply = ({ outcomes }: RunNow, wanted: RowsWanted) => {
  const { rows, last } = rowsIn(outcomes, wanted);
  return { items: rows.map(rowReply), ...(wanted.slice < last && { next: String(wanted.slice + 1) }) };
};
