import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { LineMove } from "../domain/line/line-move.ts";
import { orderOf } from "../domain/line/order.ts";
import type { PayeeRecord } from "../domain/payments/payee-record.ts";
import { Fault } from "../fault.ts";
import { commit } from "./commit.ts";
import { putNew, type Table, values, writeItem } from "./items.ts";
import { orderKey, payeeKey } from "./keys.ts";
import { writeLineMoves } from "./line-writes.ts";

export type Payees = {
  /** Keeps the record after the one that was seen, with the line's step, and with an order where a cash code is wanted. */
  record(record: PayeeRecord, seen: PayeeRecord | undefined, move: LineMove): Promise<{ kind: "recorded" | "lineMoved" | "payeeMoved" }>;
};

/** A record from before versions were kept has none. */
const asSeen = (
  seen: PayeeRecord | undefined,
): Pick<NonNullable<TransactWriteItem["Put"]>, "ConditionExpression" | "ExpressionAttributeValues"> => {
  if (!seen) return { ConditionExpression: "attribute_not_exists(pk)" };
  if (seen.version === undefined) return { ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(version)" };
  return { ConditionExpression: "version = :seen", ExpressionAttributeValues: values({ ":seen": seen.version }) };
};

export const dynamoPayees = (table: Table): Payees => ({
  async record(record, seen, move) {
    const order = orderOf(move.after);
    const orders = record.payee.way === "cashCode" ? [order] : [];
    const committed = await commit(table, {
      ...writeLineMoves(table, [move]),
      payee: { Put: { TableName: table.name, Item: writeItem("payee", payeeKey(record.caseId), record), ...asSeen(seen) } },
      orders: orders.map(({ caseId, lineId, number }) => putNew(table, writeItem("order", orderKey(caseId, lineId, number), order))),
    });
    if (committed.kind === "committed") return { kind: "recorded" };
    if (committed.by.lines?.failed) return { kind: "lineMoved" };
    if (committed.by.payee?.failed) return { kind: "payeeMoved" };
    throw new Fault("lineNotMoved");
  },
});
