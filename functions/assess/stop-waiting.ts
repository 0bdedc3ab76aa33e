import type { Case } from "../../shared/domain/case/case.ts";
import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { CaseSummary } from "../case/case-summary.ts";
import { alreadyDone, type CaseStep } from "../decide/case-step.ts";

export type StopWaitingOutcome =
  | { readonly kind: "stoppedWaiting"; readonly case: CaseSummary }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "stale"; readonly now: Case };

/** Takes a case out of the queue for money, to be decided about again. Safe to send again after a lost answer. */
export const stopWaiting = async (
  step: CaseStep & { readonly reason: string },
  { cases }: { readonly cases: Pick<Cases, "find" | "change" | "whole"> },
): Promise<StopWaitingOutcome> => {
  const { caseId, by, now, seen, reason } = step;
  const found = isCaseId(caseId) ? await cases.find(caseId) : undefined;
  if (!found) return { kind: "notFound" };
  if (isBarred(found, by.id)) return { kind: "barred" };
  const isAsSeen = found.version === seen.version && found.householdId === seen.householdId;
  if (!isAsSeen || found.status !== "forMoney") return answerIfMoved(step, found, cases);

  const changed = await cases.change({
    before: found,
    at: now.toISOString(),
    by,
    detail: { kind: "stoppedWaiting", because: reason },
    to: { status: "waiting", waits: null },
    referrals: [],
  });
  switch (changed.kind) {
    case "changed": {
      const { waits: _, ...after } = found;
      return { kind: "stoppedWaiting", case: { ...after, status: "waiting", version: found.version + 1 } };
    }
    case "stale":
      return answerIfMoved(step, changed.now, cases);
  }
};

const answerIfMoved = async (
  { reason, ...step }: CaseStep & { readonly reason: string },
  now: Case,
  cases: Pick<Cases, "whole">,
): Promise<StopWaitingOutcome> =>
  (await alreadyDone(step, (detail) => detail.kind === "stoppedWaiting" && detail.because === reason, cases))
    ? { kind: "stoppedWaiting", case: now }
    : { kind: "stale", now };
