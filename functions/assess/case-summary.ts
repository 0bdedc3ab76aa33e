import type { Case } from "../../shared/domain/case.ts";

/** A case in a list, or after a step: nothing that only the store needs. */
export type CaseSummary = Omit<Case, "lastEventHash" | "possibleHouseholds">;

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
  ...(decision && { decision }),
});
