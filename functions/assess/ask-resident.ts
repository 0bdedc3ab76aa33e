import type { Case } from "../../shared/domain/case/case.ts";
import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import { messageFor } from "../../shared/domain/case/message.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { CaseSummary } from "../case/case-summary.ts";
import { alreadyDone, type CaseStep, isOpenAsSeen } from "../decide/case-step.ts";

export type AskOutcome =
  | { readonly kind: "asked"; readonly case: CaseSummary }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "stale"; readonly now: Case };

/** Asks the resident for more. The case waits for the answer, and keeps its place by its age. */
export const askResident = async (
  step: CaseStep & { readonly question: string },
  { cases }: { readonly cases: Pick<Cases, "toDecide" | "change" | "whole"> },
): Promise<AskOutcome> => {
  const { caseId, by, now, seen, question } = step;
  const found = isCaseId(caseId) ? await cases.toDecide(caseId, seen.householdId) : undefined;
  if (!found) return { kind: "notFound" };
  if (isBarred(found.case, by.id)) return { kind: "barred" };
  if (!isOpenAsSeen(found.case, seen)) return answerIfMoved(step, found.case, cases);

  const changed = await cases.change({
    before: found.case,
    at: now.toISOString(),
    by,
    detail: { kind: "asked", question },
    to: { status: "asked" },
    referrals: [],
    message: messageFor("question", found.case, found.application, now),
  });
  switch (changed.kind) {
    case "changed":
      return { kind: "asked", case: { ...found.case, status: "asked", version: found.case.version + 1 } };
    case "stale":
      return answerIfMoved(step, changed.now, cases);
  }
};

const answerIfMoved = async (
  { question, ...step }: CaseStep & { readonly question: string },
  now: Case,
  cases: Pick<Cases, "whole">,
): Promise<AskOutcome> =>
  (await alreadyDone(step, (detail) => detail.kind === "asked" && detail.question === question, cases))
    ? { kind: "asked", case: now }
    : { kind: "stale", now };
