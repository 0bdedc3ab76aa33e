import type { Case } from "../../shared/domain/case/case.ts";
import { type Refused, type Step, type StepKind, type Taker, takeStep, wasTaken } from "../../shared/domain/case/take-step.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import type { CaseChange, Cases } from "../../shared/store/cases.ts";

export type CaseStep = {
  readonly caseId: string;
  readonly by: Actor;
  readonly now: Date;
  readonly seen: { readonly version: number; readonly householdId: string };
};

export const takerOf = ({ by, now, seen }: Pick<CaseStep, "by" | "now"> & Partial<Pick<CaseStep, "seen">>): Taker => ({
  by,
  at: now.toISOString(),
  seen,
});

/** In order of precedence. */
export type CaseStepOutcome<K extends StepKind> =
  | { readonly kind: "taken"; readonly case: Case }
  | { readonly kind: "notFound" }
  | Refused<K>;

/** Takes a step for which only the case is read. Safe to send again after a lost answer. */
export const takeCaseStep = async <K extends StepKind>(
  asked: CaseStep,
  step: Step<K>,
  { cases }: { readonly cases: Pick<Cases, "find" | "change" | "whole"> },
): Promise<CaseStepOutcome<K>> => {
  const before = isCaseId(asked.caseId) ? await cases.find(asked.caseId) : undefined;
  return before ? writeCaseStep(asked, before, step, cases) : { kind: "notFound" };
};

/** Takes a step of a case that was read already, and writes it together with its messages and referrals. */
export const writeCaseStep = async <K extends StepKind>(
  asked: CaseStep,
  before: Case,
  step: Step<K>,
  cases: Pick<Cases, "change" | "whole">,
  leaving: Omit<CaseChange, "taken"> = {},
): Promise<CaseStepOutcome<K>> => {
  const taken = takeStep(before, step, takerOf(asked));
  let refused: Refused<K>;
  if ("after" in taken) {
    const changed = await cases.change({ taken, ...leaving });
    if (changed.kind === "changed") return { kind: "taken", case: changed.case };
    refused = changed;
  } else refused = taken;
  const whole = refused.kind === "stale" ? await cases.whole(asked.caseId) : undefined;
  return whole && wasTaken(step, takerOf(asked), whole.events) ? { kind: "taken", case: whole.case } : refused;
};
