import type { Case } from "../../shared/domain/case/case.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { Cases } from "../../shared/store/cases.ts";
import { type CaseStep, takeCaseStep } from "../decide/case-step.ts";

export type StopWaitingOutcome =
  | { readonly kind: "stoppedWaiting"; readonly case: Case }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "stale"; readonly now: Case };

/** Takes a case off the waiting list for money, to be decided about again. Safe to send again after a lost answer. */
export const stopWaiting = async (
  { reason, ...asked }: CaseStep & { readonly reason: string },
  { cases }: { readonly cases: Pick<Cases, "find" | "change" | "whole"> },
): Promise<StopWaitingOutcome> => {
  const found = isCaseId(asked.caseId) ? await cases.find(asked.caseId) : undefined;
  if (!found) return { kind: "notFound" };
  const done = await takeCaseStep(asked, found, { kind: "stopWaiting", because: reason }, cases);
  return done.kind === "taken" ? { kind: "stoppedWaiting", case: done.case } : done;
};
