import type { Case, CaseEvent } from "../../shared/domain/case/case.ts";
import { takeStep } from "../../shared/domain/case/take-step.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Cases } from "../../shared/store/cases.ts";
import { takerOf } from "../decide/case-step.ts";

export type LiftOutcome =
  | { readonly kind: "lifted"; readonly case: Case }
  | { readonly kind: "notFound" }
  /** Nobody lifts their own declaration. */
  | { readonly kind: "barred" }
  | { readonly kind: "notDeclared"; readonly now: Case };

export type LiftStep = {
  readonly caseId: string;
  readonly by: Actor;
  readonly now: Date;
  /** The person who declared. */
  readonly principalId: string;
  readonly reason: string;
};

/** Another person, with a reason, lets somebody who had declared an interest take part again. */
export const liftInterest = (
  { caseId, by, now, principalId, reason }: LiftStep,
  { cases }: { readonly cases: Pick<Cases, "whole" | "change"> },
): Promise<LiftOutcome> =>
  retry<LiftOutcome>(async () => {
    const whole = isCaseId(caseId) ? await cases.whole(caseId) : undefined;
    if (!whole) return { kind: "notFound" };
    const { case: before, events } = whole;
    const declared = events.findLast(({ by: who, detail }) => detail.kind === "declaredInterest" && who.id === principalId)?.by;
    const of = declared ?? { id: principalId, name: principalId };
    const taken = takeStep(before, { kind: "liftInterest", of, reason }, takerOf({ by, now }));
    if (taken.kind === "barred") return taken;
    if (taken.kind === "notDeclared") return wasLifted(events, principalId) ? { kind: "lifted", case: before } : taken;
    const changed = taken.kind === "taken" ? await cases.change({ taken }) : taken;
    if (changed.kind === "changed") return { kind: "lifted", case: changed.case };
    return again;
  });

const wasLifted = (events: readonly CaseEvent[], principalId: string): boolean =>
  events.some(({ detail }) => detail.kind === "liftedInterest" && detail.of.id === principalId);
