import type { Case } from "../../shared/domain/case/case.ts";
import { messageFor } from "../../shared/domain/case/message.ts";
import { priorityOf, type Waiter, type Waiting } from "../../shared/domain/case/money-queue.ts";
import { actorOf, system } from "../../shared/domain/principal.ts";
import { compositionOf, factsOf } from "../../shared/domain/rules/facts.ts";
import type { Category } from "../../shared/domain/scheme/scheme.ts";
import { eventAfter } from "../../shared/store/case-writes.ts";
import type { CaseToDecide } from "../../shared/store/cases.ts";
import type { Joining } from "../../shared/store/join-queue.ts";
import type { AwardDecision } from "./award-outcome.ts";
import { contentHashOf, type ToRecord } from "./work-out-award.ts";

/** A decision as it begins to wait: its referrals and its message leave at once, and the rest is kept for its turn. */
export const joiningOf = (
  decision: AwardDecision,
  worked: ToRecord,
  { case: head, application }: CaseToDecide,
  category: Category,
): { readonly joining: Joining; readonly after: Case } => {
  const { by, now, request, decisionId, waited, run } = decision;
  const { scheme, assessment } = worked;
  const { award, referrals } = worked.award;
  const at = now.toISOString();
  const { children } = compositionOf(factsOf(application, assessment.facts), scheme.about.childUnder);
  const waiting: Waiting = {
    scheme: scheme.code,
    category,
    priority: priorityOf({ isUrgent: head.urgent, hasChild: children > 0 }),
    since: waited?.since ?? at,
    by: actorOf(by),
    total: award.total,
    decisionId,
    contentHash: waited?.contentHash ?? contentHashOf(request),
  };
  const { caseId, householdId, submittedAt } = head;
  const waiter: Waiter = {
    ...waiting,
    caseId,
    householdId,
    submittedAt,
    by: { ...actorOf(by), roles: by.roles },
    request: { ...request, referrals: [] },
    ...(run && { run }),
  };
  const joins = waited
    ? eventAfter(head, at, system, { kind: "waitsElsewhere", category })
    : eventAfter(head, at, actorOf(by), { kind: "waitsForMoney", category, reason: request.reason, assessment });
  // Nobody is told of a decision that a second person may still turn down.
  const message = waited || award.awaitsApproval ? undefined : messageFor("waits", head, application, now);
  return {
    joining: { before: head, event: joins, waits: waiting, waiter, referrals, ...(message && { message }) },
    after: { ...head, status: "forMoney", version: joins.sequence, lastEventHash: joins.hash, waits: waiting },
  };
};
