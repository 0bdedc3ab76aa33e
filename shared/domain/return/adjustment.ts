import type { ComputedReturn } from "./computed-return.ts";

/** One figure of a filed return that the ledger has corrected since. */
export type Adjustment = {
  /** The filed return. */
  readonly returnId: string;
  /** The cell, as "table.row.column.measure". */
  readonly cell: string;
  /** The figure as it was filed, or as a later return has corrected it already. */
  readonly filed: number;
  readonly now: number;
};

type Figures = Pick<ComputedReturn, "tables">;

const cellsOf = ({ tables }: Figures): ReadonlyMap<string, number> =>
  new Map(tables.flatMap(({ code, cells }) => Object.entries(cells).map(([cell, value]) => [`${code}.${cell}`, value] as const)));

/** Every cell that differs between a filed return, with what later returns carried of it, and the same days counted now. */
export const adjustmentsOf = (
  returnId: string,
  filed: Figures,
  now: Figures,
  carried: readonly Adjustment[] = [],
): readonly Adjustment[] => {
  const own = carried.filter((adjustment) => adjustment.returnId === returnId);
  const before = new Map([...cellsOf(filed), ...own.map((adjustment) => [adjustment.cell, adjustment.now] as const)]);
  const after = cellsOf(now);
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((cell) => ({ returnId, cell, filed: before.get(cell) ?? 0, now: after.get(cell) ?? 0 }))
    .filter((adjustment) => adjustment.filed !== adjustment.now);
};
