import type { Case, Decision } from "../../shared/domain/case.ts";

/** A case in a list, or after a step: nothing that only the store needs. The id of a decision is its sender's own. */
export type CaseSummary = Omit<Case, "lastEventHash" | "possibleHouseholds" | "decision"> & {
  readonly decision?: Omit<Decision, "decisionId" | "contentHash">;
};

const decisionSummaryOf = ({ kind, at, by, scheme, awardId, total, reason }: NonNullable<CaseSummary["decision"]>) => ({
  kind,
  at,
  by,
  scheme,
  ...(awardId && { awardId }),
  ...(total !== undefined && { total }),
  ...(reason && { reason }),
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
});
