import { actorOf } from "../../shared/domain/principal.ts";
import type { RunLook } from "../../shared/domain/run/look.ts";
import type { Run } from "../../shared/domain/run/run.ts";
import { isDoubtful, namesToLookAt } from "./names-to-look-at.ts";
import type { RunNow } from "./read-run.ts";
import { type MarkedRow, type RowsWanted, rowsIn } from "./rows-wanted.ts";

/** A run as the API gives it. Pence. */
export const runReply = (run: Run) => {
  const { runId, title, from, state, version, scheme, rows, readAs, mended, ignored, item, delivery, amount, reason } = run;
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
    mendedRows: mended,
    ignoredColumns: ignored,
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

const lookReply = ({ places, placesInAll, largest, since, sample }: RunLook) => ({
  places: places.map(({ shown, rows, rowsInAll, before, elsewhere = 0 }) => ({ shown, rows, rowsInAll, before, elsewhere })),
  placesInAll,
  largest,
  ...(since && { since: { runId: since.runId, title: since.title, newRows: since.newRows.length } }),
  sample: sample.map(({ row, caseId, read }) => ({ row, caseId, ...(read && { read: sampleReply(read) }) })),
});

const sampleReply = ({
  reference,
  name,
  dateOfBirth,
  address,
  children,
  phone,
  email,
  payTo,
}: NonNullable<RunLook["sample"][number]["read"]>) => ({
  reference,
  name,
  dateOfBirth,
  address: { line1: address.line1, line2: address.line2, town: address.town, postcode: address.postcode },
  children,
  phone,
  email,
  payTo,
});

export const progressReply = ({ run, look, outcomes, counts, budgets, awarded, isStuck }: RunNow) => ({
  ...runReply(run),
  counts,
  budgets: budgets.map(({ category, purpose, period, needed, left }) => ({
    category,
    ...(purpose !== undefined && { purpose }),
    period,
    needed,
    left,
  })),
  awarded,
  isStuck,
  ...(isDoubtful(run) && { namesToLookAt: namesToLookAt({ run, outcomes }).map(({ row, name }) => ({ row, name })) }),
  ...(look && { look: lookReply(look) }),
});

const rowReply = ({ row, reference, name, kind, because, category, amount, awardId, isNew, shares }: MarkedRow) => ({
  row,
  reference,
  name,
  kind,
  because,
  category,
  amount,
  awardId,
  ...(isNew && { isNew }),
  ...(shares && { shares }),
});

export const rowsReply = (now: RunNow, wanted: RowsWanted) => {
  const { rows, count, last } = rowsIn(now, wanted);
  return { items: rows.map(rowReply), count, ...(wanted.slice < last && { next: String(wanted.slice + 1) }) };
};
