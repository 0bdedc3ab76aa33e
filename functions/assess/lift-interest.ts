import type { Case, CaseEvent } from "../../shared/domain/case/case.ts";
import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Cases } from "../../shared/store/cases.ts";

export type LiftOutcome =
  | { readonly kind: "lifted"; readonly case: Case }
  | { readonly kind: "notFound" }
  /** Nobody lifts a declaration of their own, nor anybody's in a case that they take no part in. */
  | { readonly kind: "barred" }
  | { readonly kind: "notDeclared"; readonly now: Case };

export type LiftStep = {
  readonly caseId: string;
  readonly by: Actor;
  readonly now: Date;
  /** Whose declaration it is. */
  readonly principalId: string;
  readonly reason: string;
};

/** Lets somebody take part again who had declared an interest, on another person's word and with their reason. */
export const liftInterest = (
  { caseId, by, now, principalId, reason }: LiftStep,
  { cases }: { readonly cases: Pick<Cases, "whole" | "change"> },
): Promise<LiftOutcome> =>
  retry<LiftOutcome>(async () => {
    const whole = isCaseId(caseId) ? await cases.whole(caseId) : undefined;
    if (!whole) return { kind: "notFound" };
    const { case: before, events } = whole;
    if (isBarred(before, by.id)) return { kind: "barred" };
    if (!isBarred(before, principalId))
      return wasLifted(events, principalId) ? { kind: "lifted", case: before } : { kind: "notDeclared", now: before };

    const barred = (before.barred ?? []).filter((id) => id !== principalId);
    const of = events.findLast(({ by: who, detail }) => detail.kind === "declaredInterest" && who.id === principalId)?.by;
    const changed = await cases.change({
      before,
      at: now.toISOString(),
      by,
      detail: { kind: "liftedInterest", of: of ?? { id: principalId, name: principalId }, reason },
      to: { status: before.status, barred },
      referrals: [],
    });
    if (changed.kind === "changed") return { kind: "lifted", case: { ...before, version: before.version + 1, barred } };
    return again;
  });

const wasLifted = (events: readonly CaseEvent[], principalId: string): boolean =>
  events.some(({ detail }) => detail.kind === "liftedInterest" && detail.of.id === principalId);
