import { helpWords, messageFor, signpostsIn, waitsWords } from "../../shared/domain/case/message.ts";
import { type Refused, takeStep } from "../../shared/domain/case/take-step.ts";
import { priorityOf, type WaitsFor } from "../../shared/domain/case/waiting-list.ts";
import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import { actorOf, system } from "../../shared/domain/principal.ts";
import { compositionOf, factsOf } from "../../shared/domain/rules/facts.ts";
import type { CaseToDecide } from "../../shared/store/cases.ts";
import type { Joining } from "../../shared/store/waiting-list-writes.ts";
import type { AwardDecision } from "./award-outcome.ts";
import { deciderOf, sendingOf, type ToRecord } from "./work-out-award.ts";

/** The decision joins the waiting list. Its referrals and message leave at once; the rest is kept for its turn. */
export const joiningOf = (
  decision: AwardDecision,
  worked: ToRecord,
  seen: CaseToDecide,
  list: WaitsFor,
): ({ readonly kind: "toJoin" } & Joining) | Refused<"waitForMoney"> => {
  const { case: head, application } = seen;
  const { by, now, request, waited, run, directories } = decision;
  const { scheme, assessment } = worked;
  const { award, referrals } = worked.award;
  const { children } = compositionOf(factsOf(application, assessment.facts), scheme.about.childUnder);
  const priority = priorityOf({ isUrgent: head.urgent, hasChild: children > 0 });
  const decider = deciderOf(decision);
  const waits = { ...sendingOf(decision), scheme: scheme.code, ...list, priority, total: award.total };
  const taken = waited
    ? takeStep(head, { kind: "waitElsewhere", ...list, priority }, { ...decider, by: system, behind: [by, ...(decider.behind ?? [])] })
    : takeStep(head, { kind: "waitForMoney", waits, reason: request.reason, signposts: request.signposts, assessment }, decider);
  if (taken.kind !== "taken") return taken;
  const help = helpWords(award.lines, application.payTo, scheme);
  const next = waitsWords(signpostsIn(request.signposts, directories && directoryAt(directories, now)));
  // A second person may still turn it down, so the resident is not told yet.
  const message = waited || award.awaitsApproval ? undefined : messageFor("waits", head, seen, now, { help, next });
  const kept = { by: { ...actorOf(by), roles: by.roles }, request: { ...request, referrals: [] }, ...(run && { run }) };
  return { kind: "toJoin", taken, kept, referrals, ...(message && { message }) };
};
