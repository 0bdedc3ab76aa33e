import { messageFor } from "../../shared/domain/case/message.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { Cases } from "../../shared/store/cases.ts";
import { type CaseStep, type CaseStepOutcome, writeCaseStep } from "../decide/case-step.ts";

/** The case waits for the answer, and keeps its place in the case list by its age. */
export const askResident = async (
  { question, ...asked }: CaseStep & { readonly question: string },
  { cases }: { readonly cases: Pick<Cases, "toDecide" | "change" | "whole"> },
): Promise<CaseStepOutcome<"ask">> => {
  const found = isCaseId(asked.caseId) ? await cases.toDecide(asked.caseId, asked.seen.householdId) : undefined;
  if (!found) return { kind: "notFound" };
  const message = messageFor("question", found.case, found, asked.now, { question });
  return writeCaseStep(asked, found.case, { kind: "ask", question }, cases, { message });
};
