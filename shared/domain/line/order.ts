import type { Line } from "./line.ts";

/** What the provider is asked for, under a key of its own: the same key is the same order, however often it is sent. */
export type Order = {
  readonly lineId: string;
  readonly caseId: string;
  readonly number: number;
};

export const orderOf = ({ lineId, caseId, orders = 1 }: Pick<Line, "lineId" | "caseId" | "orders">): Order => ({
  lineId,
  caseId,
  number: orders,
});

export const orderKeyOf = ({ lineId, number }: Pick<Order, "lineId" | "number">): string => (number === 1 ? lineId : `${lineId}-${number}`);

/** The line that an order's key belongs to. */
export const lineIdOfOrder = (key: string): string => key.replace(/-\d{1,3}$/, "");
