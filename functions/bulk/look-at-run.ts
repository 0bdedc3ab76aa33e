import { createHmac } from "node:crypto";
import { maskedPayee } from "../../shared/domain/bank/payee.ts";
import { lookOf, type RunLook, rowsToAward, type SampleRow } from "../../shared/domain/run/look.ts";
import { latestOutcomes, type RowOutcome } from "../../shared/domain/run/row-outcome.ts";
import { firstPart, type Run } from "../../shared/domain/run/run.ts";
import type { RowOfList } from "../../shared/domain/run/work-out-row.ts";
import type { RunRows, Runs } from "../../shared/store/runs.ts";
import { isBadCursor } from "../../shared/store/slices.ts";

export type LookPorts = {
  readonly runs: Pick<Runs, "list" | "results" | "rows">;
  readonly matchingKey: () => Promise<string>;
};

const rowsInSample = 10;
/** The last run of the same kind is looked for among so many. */
const runsLookedThrough = 100;

/** Finds the run’s largest rows, shared places and newcomers for its approver, and draws rows to open. */
export const lookAtRun = async (run: Run, ports: LookPorts): Promise<RunLook> => {
  const outcomes = latestOutcomes(await ports.runs.results(run.runId));
  const before = await runBefore(run, ports);
  const last = before && { ...before, outcomes: latestOutcomes(await ports.runs.results(before.runId)) };
  const drawn = drawnFrom(rowsToAward(outcomes), `${await ports.matchingKey()} ${run.runId}`);
  return { ...lookOf({ runId: run.runId, outcomes, ...(last && { last }) }), sample: await sampleOf(run, drawn, ports) };
};

/** Runs of one kind are from one source and for one item. */
const runBefore = async (run: Run, { runs }: LookPorts): Promise<Run | undefined> => {
  const newest = await runs.list({ limit: runsLookedThrough });
  if (isBadCursor(newest)) return undefined;
  return newest.items.find(
    ({ runId, state, from, item, preparedAt }) =>
      runId !== run.runId && state === "done" && from === run.from && item === run.item && preparedAt <= run.preparedAt,
  );
};

/** Drawn by a seed that holds the service's own key, so that no preparer can tell which rows are opened. */
const drawnFrom = (rows: readonly RowOutcome[], seed: string): ReadonlySet<number> => {
  const lot = ({ row }: RowOutcome) => createHmac("sha256", seed).update(String(row)).digest("hex");
  const byLot = rows.map((one) => ({ row: one.row, lot: lot(one) })).sort((a, b) => (a.lot < b.lot ? -1 : 1));
  return new Set(byLot.slice(0, rowsInSample).map(({ row }) => row));
};

const sampleOf = async (run: Run, drawn: ReadonlySet<number>, { runs }: LookPorts): Promise<readonly SampleRow[]> => {
  const sample: SampleRow[] = [];
  for (let part = firstPart; part <= run.parts && sample.length < drawn.size; part += 1) {
    const rows = await runs.rows(run.runId, part);
    if (rows) sample.push(...drawnIn(rows, drawn));
  }
  return sample.sort((a, b) => a.row - b.row);
};

const drawnIn = ({ list = [], cases = [] }: RunRows, drawn: ReadonlySet<number>): readonly SampleRow[] => [
  ...list.filter(({ row }) => drawn.has(row)).map(sampleOfList),
  ...cases.filter(({ row }) => drawn.has(row)).map(({ row, caseId }): SampleRow => ({ row, caseId })),
];

const sampleOfList = ({ row, read: { payTo, ...read } }: RowOfList): SampleRow => ({
  row,
  read: { ...read, ...(payTo && { payTo: maskedPayee(payTo) }) },
});
