import type { Payee } from "../domain/bank/payee.ts";
import type { LineMove } from "../domain/line/line-move.ts";
import { orderOf } from "../domain/line/order.ts";
import type { Actor } from "../domain/principal.ts";
import { Fault } from "../fault.ts";
import { commit } from "./commit.ts";
import { putNew, type Table, writeItem } from "./items.ts";
import { orderKey, payeeKey } from "./keys.ts";
import { writeLineMoves } from "./line-writes.ts";

/** How to pay a case's household, as somebody recorded it after the application. It takes the place of what the application says. */
export type PayeeRecord = { readonly caseId: string; readonly payee: Payee; readonly at: string; readonly by: Actor };

export type Payees = {
  /** Keeps the record with the line's step, and with an order where a cash code is wanted. */
  record(record: PayeeRecord, move: LineMove): Promise<{ kind: "recorded" | "lineMoved" }>;
};

export const dynamoPayees = (table: Table): Payees => ({
  async record(record, move) {
    const order = orderOf(move.after);
    const orders = record.payee.way === "cashCode" ? [order] : [];
    const committed = await commit(table, {
      ...writeLineMoves(table, [move]),
      payee: { Put: { TableName: table.name, Item: writeItem("payee", payeeKey(record.caseId), record) } },
      orders: orders.map(({ caseId, lineId, number }) => putNew(table, writeItem("order", orderKey(caseId, lineId, number), order))),
    });
    if (committed.kind === "committed") return { kind: "recorded" };
    if (committed.by.lines?.failed) return { kind: "lineMoved" };
    throw new Fault("lineNotMoved");
  },
});
