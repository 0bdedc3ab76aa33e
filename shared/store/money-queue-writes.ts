import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Taken } from "../domain/case/take-step.ts";
import { countsIn, type Waiter, type Waiting } from "../domain/case/waiting-list.ts";
import { putNew, type Table, values, writeItem } from "./items.ts";
import { queuedKey, waiterKey } from "./keys.ts";
import type { KindName } from "./kinds.ts";

const countQueue = (table: Table, { scheme, category, priority }: Waiting, way: 1 | -1): TransactWriteItem => {
  const { waiting, urgent } = countsIn({ priority });
  return {
    Update: {
      TableName: table.name,
      Key: values(queuedKey(scheme, category)),
      UpdateExpression: "SET itemKind = :kind, #scheme = :scheme, #category = :category ADD #waiting :waiting, #urgent :urgent",
      ExpressionAttributeNames: { "#scheme": "scheme", "#category": "category", "#waiting": "waiting", "#urgent": "urgent" },
      ExpressionAttributeValues: values({
        ":kind": "queue" satisfies KindName,
        ":scheme": scheme,
        ":category": category,
        ":waiting": way * waiting,
        // A zero that is subtracted stays a plain zero.
        ":urgent": urgent === 0 ? 0 : way * urgent,
      }),
    },
  };
};

/** Puts somebody into a queue, and counts them there. */
export const joinQueue = (table: Table, waiter: Waiter): TransactWriteItem[] => [
  putNew(table, writeItem("waiter", waiterKey(waiter, waiter), waiter)),
  countQueue(table, waiter, 1),
];

/** Takes a case out of the waiting list that a step has it leave, whatever ended its wait, and counts it no longer. */
export const leaveQueue = (table: Table, { before, leaves }: Pick<Taken, "before" | "leaves">): TransactWriteItem[] =>
  leaves
    ? [
        { Delete: { TableName: table.name, Key: values(waiterKey(leaves, before)), ConditionExpression: "attribute_exists(pk)" } },
        countQueue(table, leaves, -1),
      ]
    : [];
