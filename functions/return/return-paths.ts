import type { PreparedReturn } from "../../shared/domain/return/prepared-return.ts";

export const returnsPath = (scheme: string): string => `/finance/${scheme}/returns`;
export const returnPath = ({ scheme, returnId }: Pick<PreparedReturn, "scheme" | "returnId">): string =>
  `${returnsPath(scheme)}/${returnId}`;
export const cellPath = (prepared: Pick<PreparedReturn, "scheme" | "returnId">, cell: string): string =>
  `${returnPath(prepared)}/cells/${encodeURIComponent(cell)}`;
