import type { RowOutcome } from "../../shared/domain/run/row-outcome.ts";
import type { Run } from "../../shared/domain/run/run.ts";

const mostShown = 10;

type Read = { readonly run: Pick<Run, "readAs" | "mended">; readonly outcomes: readonly RowOutcome[] };

/** Whether the letters of the list had to be worked out, so that somebody looks at them. */
export const isDoubtful = ({ readAs = "UTF-8", mended = [] }: Read["run"]): boolean => readAs !== "UTF-8" || mended.length > 0;

/** Names whose letters show whether the list was read right: mended ones first, then those with letters beyond A to Z. */
export const namesToLookAt = ({ run, outcomes }: Read): readonly RowOutcome[] => {
  if (!isDoubtful(run)) return [];
  const mended = new Set(run.mended);
  const named = outcomes.filter(({ name }) => name);
  const rank = ({ row, name = "" }: RowOutcome) => (mended.has(row) ? 0 : /[^\x20-\x7E]/.test(name) ? 1 : 2);
  return named.toSorted((a, b) => rank(a) - rank(b) || a.row - b.row).slice(0, mostShown);
};
