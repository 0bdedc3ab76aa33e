import type { Case } from "../../shared/domain/case/case.ts";
import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { CaseSummary } from "../case/case-summary.ts";
import { alreadyDone, type CaseStep, isOpenAsSeen } from "../decide/case-step.ts";

export type AnswerOutcome =
  | { readonly kind: "answered"; readonly case: CaseSummary }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "nothingAsked" }
  | { readonly kind: "stale"; readonly now: Case };

/** Records what the resident answered, by whatever way it came; the case goes back to those that wait for a decision. */
export const recordAnswer = async (
  step: CaseStep & { readonly answer: string },
  { cases }: { readonly cases: Pick<Cases, "find" | "change" | "whole"> },
): Promise<AnswerOutcome> => {
  const { caseId, by, now, seen, answer } = step;
  const found = isCaseId(caseId) ? await cases.find(caseId) : undefined;
  if (!found) return { kind: "notFound" };
  if (isBarred(found, by.id)) return { kind: "barred" };
  if (!isOpenAsSeen(found, seen)) return answerIfMoved(step, found, cases);
  if (found.status !== "asked") return { kind: "nothingAsked" };

  const changed = await cases.change({
    before: found,
    at: now.toISOString(),
    by,
    detail: { kind: "answered", answer },
    to: { status: "waiting" },
    referrals: [],
  });
  switch (changed.kind) {
    case "changed":
      return { kind: "answered", case: { ...found, status: "waiting", version: found.version + 1 } };
    case "stale":
      return answerIfMoved(step, changed.now, cases);
  }
};

const answerIfMoved = async (
  { answer, ...step }: CaseStep & { readonly answer: string },
  now: Case,
  cases: Pick<Cases, "whole">,
): Promise<AnswerOutcome> =>
  (await alreadyDone(step, (detail) => detail.kind === "answered" && detail.answer === answer, cases))
    ? { kind: "answered", case: now }
    : { kind: "stale", now };
