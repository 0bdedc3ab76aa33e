import type { Line } from "../line/line.ts";

/** How a line is paid can still be said: its money has not gone out, by the bank or as a code. */
export const mayRecordPayee = ({ state, delivery, fulfiller }: Pick<Line, "state" | "delivery" | "fulfiller">): boolean =>
  state === "approved" && delivery === "CASH" && fulfiller !== undefined;
