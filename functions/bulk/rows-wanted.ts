import { type RowOutcome, type RowOutcomeKind, rowOutcomeKinds } from "../../shared/domain/run/row-outcome.ts";

const rowsInASlice = 50;

/** The rows that a request asks for: those of one outcome, or all; and which slice of them. */
export type RowsWanted = { readonly kind?: RowOutcomeKind; readonly slice: number };

export const firstRows: RowsWanted = { slice: 1 };

export const rowsWantedFrom = (show: string | undefined, slice = "1"): RowsWanted | undefined => {
  const kind = rowOutcomeKinds.find((each) => each === show);
  if (show && !kind) return undefined;
  return /^[1-9]\d{0,3}$/.test(slice) ? { ...(kind && { kind }), slice: Number(slice) } : undefined;
};

export const rowsIn = (outcomes: readonly RowOutcome[], { kind, slice }: RowsWanted) => {
  const all = kind ? outcomes.filter((outcome) => outcome.kind === kind) : outcomes;
  const last = Math.max(1, Math.ceil(all.length / rowsInASlice));
  return { rows: all.slice((slice - 1) * rowsInASlice, slice * rowsInASlice), last };
};
