import type { Case, CaseAt } from "../domain/case/case.ts";
import type { Message } from "../domain/case/message.ts";
import type { Taken } from "../domain/case/take-step.ts";
import type { Waiter } from "../domain/case/waiting-list.ts";
import type { Referral } from "../domain/referral/referral.ts";
import { Fault } from "../fault.ts";
import { link, moveCase, putEvent, putMessage, putReferral } from "./case-writes.ts";
import { commit } from "./commit.ts";
import { readItem, type Table } from "./items.ts";
import { joinQueue, leaveQueue } from "./money-queue-writes.ts";

/** A decision that begins to wait, or that goes on waiting in another queue. */
export type Joining = {
  readonly taken: Taken<CaseAt<"forMoney">>;
  /** All that is kept until its turn, beside what the case itself says of its wait. */
  readonly kept: Pick<Waiter, "by" | "request" | "run">;
  readonly referrals: readonly Referral[];
  readonly message?: Message;
};

export type Joined = { readonly kind: "joined"; readonly case: Case } | { readonly kind: "caseMoved"; readonly now: Case };

/** Lets a decision wait: the case, its place in the queue and what leaves at once commit together or not at all. */
export const joinForMoney = async (table: Table, { taken, kept, referrals, message }: Joining): Promise<Joined> => {
  const step = link(taken);
  const { caseId, householdId, submittedAt, waits } = taken.after;
  const waiter: Waiter = { ...waits, caseId, householdId, submittedAt, ...kept };
  const committed = await commit(table, {
    case: moveCase(table, step),
    leaving: leaveQueue(table, taken),
    joining: joinQueue(table, waiter),
    event: putEvent(table, step.event),
    referrals: referrals.map((referral) => putReferral(table, referral)),
    message: message && putMessage(table, message),
  });
  if (committed.kind === "committed") return { kind: "joined", case: step.after };
  const { case: theCase } = committed.by;
  if (theCase?.failed && theCase.item) return { kind: "caseMoved", now: readItem("case", theCase.item) };
  throw new Fault("caseNotChanged");
};
