import type { Case } from "../../shared/domain/case/case.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { Cases } from "../../shared/store/cases.ts";
import { type CaseStep, takeCaseStep } from "../decide/case-step.ts";

export type AnswerOutcome =
  | { readonly kind: "answered"; readonly case: Case }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "nothingAsked" }
  | { readonly kind: "stale"; readonly now: Case };

/** Records what the resident answered, by whatever way it came; the case goes back to those that wait for a decision. */
export const recordAnswer = async (
  { answer, ...asked }: CaseStep & { readonly answer: string },
  { cases }: { readonly cases: Pick<Cases, "find" | "change" | "whole"> },
): Promise<AnswerOutcome> => {
  const found = isCaseId(asked.caseId) ? await cases.find(asked.caseId) : undefined;
  if (!found) return { kind: "notFound" };
  const done = await takeCaseStep(asked, found, { kind: "answer", answer }, cases);
  return done.kind === "taken" ? { kind: "answered", case: done.case } : done;
};
