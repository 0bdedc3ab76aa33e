import type { Line } from "./line.ts";

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

export const lineIdOfOrder = (key: string): string => key.replace(/-\d{1,3}$/, "");
