import type { Case, CaseEvent } from "../domain/case/case.ts";
import type { Message } from "../domain/case/message.ts";
import type { Waiter, Waiting } from "../domain/case/money-queue.ts";
import type { Referral } from "../domain/referral/referral.ts";
import { Fault } from "../fault.ts";
import { moveCase, putEvent, putMessage, putReferral } from "./case-writes.ts";
import { commit } from "./commit.ts";
import { readItem, type Table } from "./items.ts";
import { joinQueue, leaveQueue } from "./money-queue-writes.ts";

/** A decision that begins to wait, or that goes on waiting in another queue. */
export type Joining = {
  readonly before: Case;
  readonly event: CaseEvent;
  /** What the case says of its wait, and all that is kept until its turn. */
  readonly waits: Waiting;
  readonly waiter: Waiter;
  readonly referrals: readonly Referral[];
  readonly message?: Message;
};

export type Joined = { readonly kind: "joined" } | { readonly kind: "caseMoved"; readonly now: Case };

/** Lets a decision wait: the case, its place in the queue and what leaves at once commit together or not at all. */
export const joinForMoney = async (table: Table, { before, event, waits, waiter, referrals, message }: Joining): Promise<Joined> => {
  const committed = await commit(table, {
    case: moveCase(table, before, event, { status: "forMoney", waits }),
    leaving: leaveQueue(table, before),
    joining: joinQueue(table, waiter),
    event: putEvent(table, event),
    referrals: referrals.map((referral) => putReferral(table, referral)),
    message: message && putMessage(table, message),
  });
  if (committed.kind === "committed") return { kind: "joined" };
  const { case: theCase } = committed.by;
  if (theCase?.failed && theCase.item) return { kind: "caseMoved", now: readItem("case", theCase.item) };
  throw new Fault("caseNotChanged");
};
