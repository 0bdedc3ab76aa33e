import type { Role } from "../../system.ts";
import type { Day } from "../dates.ts";

/** What a file is narrowed to. Days are London's, and both count. */
export type ExportFilter = {
  readonly scheme?: string;
  readonly category?: string;
  readonly status?: string;
  readonly from?: Day;
  readonly to?: Day;
};

/** The columns of a list that these roles see, in their order. */
export const columnsSeenBy = (columns: readonly Column[], held: readonly Role[]): readonly Column[] =>
  columns.filter(({ who }) => who === undefined || held.some((role) => who.includes(role)));

export type CellKind = "text" | "pounds" | "count" | "day" | "time";

/** A column of a list; `who` where not everybody sees it who sees the list. */
export type Column = { readonly code: string; readonly label: string; readonly kind: CellKind; readonly who?: readonly Role[] };

/** Pence, a count, a day, an instant or text, as the column says. */
export type Cell = string | number | undefined;
