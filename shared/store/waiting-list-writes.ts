import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Case, CaseAt } from "../domain/case/case.ts";
import type { Message } from "../domain/case/message.ts";
import type { Taken } from "../domain/case/take-step.ts";
import { countsIn, type Waiter, type Waiting } from "../domain/case/waiting-list.ts";
import type { Referral } from "../domain/referral/referral.ts";
import { Fault } from "../fault.ts";
import { link, moveCase, putEvent, putMessage, putReferral } from "./case-writes.ts";
import { commit } from "./commit.ts";
import { putNew, readItem, type Table, values, writeItem } from "./items.ts";
import { waiterKey, waitingListKey } from "./keys.ts";
import type { KindName } from "./kinds.ts";

const countWaiting = (table: Table, { scheme, category, purpose, priority }: Waiting, way: 1 | -1): TransactWriteItem => {
  const { waiting, urgent } = countsIn({ priority });
  return {
    Update: {
      TableName: table.name,
      Key: values(waitingListKey(scheme, { category, ...(purpose && { purpose }) })),
      UpdateExpression: `SET itemKind = :kind, #scheme = :scheme, #category = :category${purpose ? ", purpose = :purpose" : ""} ADD #waiting :waiting, #urgent :urgent`,
      ExpressionAttributeNames: { "#scheme": "scheme", "#category": "category", "#waiting": "waiting", "#urgent": "urgent" },
      ExpressionAttributeValues: values({
        ":kind": "queue" satisfies KindName,
        ":scheme": scheme,
        ":category": category,
        ...(purpose && { ":purpose": purpose }),
        ":waiting": way * waiting,
        // A zero that is subtracted stays a plain zero.
        ":urgent": urgent === 0 ? 0 : way * urgent,
      }),
    },
  };
};

/** Puts a case on a waiting list and counts it there. */
const joinWaitingList = (table: Table, waiter: Waiter): TransactWriteItem[] => [
  putNew(table, writeItem("waiter", waiterKey(waiter, waiter), waiter)),
  countWaiting(table, waiter, 1),
];

/** Takes a case off the waiting list that its step leaves, and counts it no longer. */
export const leaveWaitingList = (table: Table, { before, leaves }: Pick<Taken, "before" | "leaves">): TransactWriteItem[] =>
  leaves
    ? [
        { Delete: { TableName: table.name, Key: values(waiterKey(leaves, before)), ConditionExpression: "attribute_exists(pk)" } },
        countWaiting(table, leaves, -1),
      ]
    : [];

/** A decision that begins to wait, or goes on waiting in another list. */
export type Joining = {
  readonly taken: Taken<CaseAt<"forMoney">>;
  /** The list's own record of the decision until its turn, beside the wait in the case. */
  readonly kept: Pick<Waiter, "by" | "request" | "run">;
  readonly referrals: readonly Referral[];
  readonly message?: Message;
};

export type Joined = { readonly kind: "joined"; readonly case: Case } | { readonly kind: "caseMoved"; readonly now: Case };

/** Lets a decision wait: the case, its place in the list and what leaves at once commit together or not at all. */
export const joinForMoney = async (table: Table, { taken, kept, referrals, message }: Joining): Promise<Joined> => {
  const step = link(taken);
  const { caseId, householdId, submittedAt, waits } = taken.after;
  const waiter: Waiter = { ...waits, caseId, householdId, submittedAt, ...kept };
  const committed = await commit(table, {
    case: moveCase(table, step),
    leaving: leaveWaitingList(table, taken),
    joining: joinWaitingList(table, waiter),
    event: putEvent(table, step.event),
    referrals: referrals.flatMap((referral) => putReferral(table, referral)),
    message: message && putMessage(table, message),
  });
  if (committed.kind === "committed") return { kind: "joined", case: step.after };
  const { case: theCase } = committed.by;
  if (theCase?.failed && theCase.item) return { kind: "caseMoved", now: readItem("case", theCase.item) };
  throw new Fault("caseNotChanged");
};
