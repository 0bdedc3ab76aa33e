import { withheldWords } from "../../shared/domain/case/conflict-of-interest.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { RowOutcome } from "../../shared/domain/run/row-outcome.ts";
import type { Run } from "../../shared/domain/run/run.ts";
import type { Interests } from "../../shared/store/interests.ts";
import { namesToLookAt } from "./names-to-look-at.ts";
import type { RunNow } from "./read-run.ts";
import { type RowsWanted, rowsIn } from "./rows-wanted.ts";

export type ReaderPorts = { readonly interests: Pick<Interests, "barredFrom"> };

/** The rows that an answer shows: a slice of them, and those that somebody looks at first. */
const rowsShown = (now: RunNow, wanted: RowsWanted | undefined): ReadonlySet<number> => {
  const { largest = [], sample = [] } = now.look ?? {};
  const slice = wanted ? rowsIn(now, wanted).rows.map(({ row }) => row) : [];
  const named = namesToLookAt(now).map(({ row }) => row);
  return new Set([...slice, ...largest, ...named, ...sample.map(({ row }) => row)]);
};

/** A chosen case is its row's reference. A row of a list has no case, and its household is known to the check. */
const householdOf = (run: Run, { reference, householdId = "" }: RowOutcome) => ({
  caseId: run.from === "cases" ? reference : householdId,
  householdId,
});

const withheld = ({ row, reference, kind, category, amount, householdId }: RowOutcome): RowOutcome => ({
  row,
  reference,
  kind,
  name: withheldWords,
  because: withheldWords,
  ...(category !== undefined && { category }),
  ...(amount !== undefined && { amount }),
  ...(householdId !== undefined && { householdId }),
});

/**
 * The run as this person may read it: nothing of a household in which they declared an interest. Reads the households of
 * the rows that are shown; of all rows where none are wanted in particular, as for a file.
 */
export const asReadBy = async (
  now: RunNow,
  { id }: Pick<Principal, "id">,
  { interests }: ReaderPorts,
  wanted: RowsWanted | "every row" | undefined,
): Promise<RunNow> => {
  const { run, look, outcomes } = now;
  const shown = wanted === "every row" ? undefined : rowsShown(now, wanted);
  const things = outcomes.filter(({ row }) => shown?.has(row) ?? true).map((outcome) => ({ outcome, ...householdOf(run, outcome) }));
  const barredFrom = await interests.barredFrom(
    id,
    things.filter(({ caseId }) => caseId !== ""),
  );
  if (barredFrom.size === 0) return now;
  const barred = new Set(things.flatMap(({ caseId, outcome }) => (barredFrom.has(caseId) ? [outcome.row] : [])));
  return {
    ...now,
    outcomes: outcomes.map((outcome) => (barred.has(outcome.row) ? withheld(outcome) : outcome)),
    ...(look && { look: { ...look, sample: look.sample.map((sample) => (barred.has(sample.row) ? { row: sample.row } : sample)) } }),
  };
};
