import type { Line } from "../line/line.ts";

/** Staff can record how a line is paid until its money has gone out, by the bank or as a code. */
export const mayRecordPayee = ({ state, delivery, fulfiller }: Pick<Line, "state" | "delivery" | "fulfiller">): boolean =>
  state === "approved" && delivery === "CASH" && fulfiller !== undefined;
