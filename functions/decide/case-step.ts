import type { Case } from "../../shared/domain/case/case.ts";
import { type Refused, type Step, type StepKind, type Taker, takeStep, wasTaken } from "../../shared/domain/case/take-step.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import type { CaseChange, Cases } from "../../shared/store/cases.ts";

/** A step that somebody asks for, other than a decision. */
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

/** Takes a step that moves no money, and writes it with what leaves at the same time. Safe to send again after a lost answer. */
export const takeCaseStep = async <K extends StepKind>(
  asked: CaseStep,
  before: Case,
  step: Step<K>,
  cases: Pick<Cases, "change" | "whole">,
  leaving: Omit<CaseChange, "taken"> = {},
): Promise<{ readonly kind: "taken"; readonly case: Case } | Refused<K>> => {
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
