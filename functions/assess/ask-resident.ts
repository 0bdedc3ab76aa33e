import type { Case } from "../../shared/domain/case/case.ts";
import { messageFor } from "../../shared/domain/case/message.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { Cases } from "../../shared/store/cases.ts";
import { type CaseStep, takeCaseStep } from "../decide/case-step.ts";

export type AskOutcome =
  | { readonly kind: "asked"; readonly case: Case }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "stale"; readonly now: Case };

/** Asks the resident for more. The case waits for the answer, and keeps its place by its age. */
export const askResident = async (
  { question, ...asked }: CaseStep & { readonly question: string },
  { cases }: { readonly cases: Pick<Cases, "toDecide" | "change" | "whole"> },
): Promise<AskOutcome> => {
  const found = isCaseId(asked.caseId) ? await cases.toDecide(asked.caseId, asked.seen.householdId) : undefined;
  if (!found) return { kind: "notFound" };
  const message = messageFor("question", found.case, found.application, asked.now);
  const done = await takeCaseStep(asked, found.case, { kind: "ask", question }, cases, { message });
  return done.kind === "taken" ? { kind: "asked", case: done.case } : done;
};
