import type { RunLook } from "../../shared/domain/run/look.ts";
import { type RowOutcome, type RowOutcomeKind, rowOutcomeKinds, rowOutcomes } from "../../shared/domain/run/row-outcome.ts";

const rowsInASlice = 50;

/** An approver may ask for rows with one of these, or of one outcome. */
const marks = { new: "New since the last run", sharing: "Rows that share a place to be paid or reached" } as const;
type Mark = keyof typeof marks;

/** The filter of a request for rows, by one outcome or one mark, and the slice. */
export type RowsWanted = { readonly only?: RowOutcomeKind | Mark; readonly slice: number };

export const firstRows: RowsWanted = { slice: 1 };

const isMark = (only: string): only is Mark => Object.hasOwn(marks, only);
export const wantedWords = (only: RowOutcomeKind | Mark): string => (isMark(only) ? marks[only] : rowOutcomes[only]);

export const rowsWantedFrom = (show: string | undefined, slice = "1"): RowsWanted | undefined => {
  const only = [...rowOutcomeKinds, "new" as const, "sharing" as const].find((each) => each === show);
  if (show && !only) return undefined;
  return /^[1-9]\d{0,3}$/.test(slice) ? { ...(only && { only }), slice: Number(slice) } : undefined;
};

export type MarkedRow = RowOutcome & { readonly isNew: boolean; readonly shares: boolean };

type Rows = { readonly outcomes: readonly RowOutcome[]; readonly look?: RunLook };

export const rowsIn = ({ outcomes, look }: Rows, { only, slice }: RowsWanted) => {
  const [fresh, sharing] = [new Set(look?.since?.newRows), new Set(look?.sharing)];
  const wanted = outcomes.filter(({ kind, row }) => {
    if (only === "new") return fresh.has(row);
    return only === "sharing" ? sharing.has(row) : only === undefined || kind === only;
  });
  const rows = wanted
    .slice((slice - 1) * rowsInASlice, slice * rowsInASlice)
    .map((outcome): MarkedRow => ({ ...outcome, isNew: fresh.has(outcome.row), shares: sharing.has(outcome.row) }));
  return { rows, count: wanted.length, last: Math.max(1, Math.ceil(wanted.length / rowsInASlice)) };
};
