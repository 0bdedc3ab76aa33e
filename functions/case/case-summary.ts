import type { Case, Decision } from "../../shared/domain/case/case.ts";
import type { Waiting } from "../../shared/domain/case/money-queue.ts";
import { actorOf } from "../../shared/domain/principal.ts";

/** A case in a list, or after a step: nothing that only the store needs. The id of a decision is its sender's own. */
export type CaseSummary = Omit<Case, "lastEventHash" | "possibleHouseholds" | "decision" | "barred" | "waits"> & {
  readonly decision?: Omit<Decision, "decisionId" | "contentHash">;
  readonly waits?: Omit<Waiting, "decisionId" | "contentHash">;
};

const decisionSummaryOf = ({ kind, at, by, scheme, awardId, total, reason, approved }: NonNullable<CaseSummary["decision"]>) => ({
  kind,
  at,
  by: actorOf(by),
  scheme,
  ...(awardId && { awardId }),
  ...(total !== undefined && { total }),
  ...(reason && { reason }),
  ...(approved && { approved: { by: actorOf(approved.by), at: approved.at } }),
});

const waitSummaryOf = ({ scheme, category, priority, since, by, total }: NonNullable<CaseSummary["waits"]>) => ({
  scheme,
  category,
  priority,
  since,
  by: actorOf(by),
  total,
});

export const caseSummaryOf = ({
  caseId,
  status,
  version,
  urgent,
  submittedAt,
  householdId,
  applicantName,
  needs,
  decision,
  waits,
}: CaseSummary): CaseSummary => ({
  caseId,
  status,
  version,
  urgent,
  submittedAt,
  householdId,
  applicantName,
  needs,
  ...(decision && { decision: decisionSummaryOf(decision) }),
  ...(waits && { waits: waitSummaryOf(waits) }),
});
