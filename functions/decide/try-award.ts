import type { WaitsFor } from "../../shared/domain/case/waiting-list.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { CaseToDecide } from "../../shared/store/cases.ts";
import { type AwardGrantPorts, meet, paidFromOf, waitingListToJoin } from "./award-grant.ts";
import type { AwardDecision, AwardOutcome } from "./award-outcome.ts";
import { type ToRecord, workOutAward } from "./work-out-award.ts";

/** An award that nothing stands in the way of, and the waiting list that it would join, if any. */
export type Tried = ToRecord & { readonly seen: CaseToDecide; readonly behind?: WaitsFor };

/** Decides without writing, to show the outcome of an award made now. */
export const tryAward = async (decision: AwardDecision, { cases, awards, schemes }: AwardGrantPorts): Promise<Tried | AwardOutcome> => {
  if (!isCaseId(decision.caseId)) return { kind: "notFound" };
  const book = await schemes.book(decision.now);
  const seen = await cases.toDecide(decision.caseId, decision.request.seen.householdId, paidFromOf(decision, book));
  if (!seen) return { kind: "notFound" };
  const met = await meet(decision, seen.case, awards);
  if (met) return met;
  const worked = workOutAward(decision, seen, book);
  if (worked.kind !== "toRecord") return worked;
  const behind = waitingListToJoin(decision, worked, seen);
  return { ...worked, seen, ...(behind !== undefined && { behind }) };
};
