import type { AwardDecided, Case, CaseStatus, RefusalDecided } from "../../shared/domain/case/case.ts";
import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import type { Waiting } from "../../shared/domain/case/waiting-list.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";

/** A case in a list or after a step. Decisions' ids stay out, since they are their senders' own. */
export type CaseSummary = Omit<Case, "status" | "lastEventHash" | "possibleHouseholds" | "concerns" | "barred" | "enteredBy"> & {
  readonly status: CaseStatus;
  readonly decision?: Pick<AwardDecided | RefusalDecided, "kind" | "at" | "by" | "scheme"> &
    Partial<Pick<AwardDecided, "awardId" | "total" | "approved"> & Pick<RefusalDecided, "reason">>;
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

/** A case in the list of a person who declared an interest in the household. It shows nothing of the household. */
const withheldCase = ({ caseId, status, submittedAt }: CaseSummary) => ({ caseId, status, submittedAt, interestDeclared: true as const });

export const caseInListFor = (head: Case, reader: Pick<Principal, "id">) =>
  isBarred(head, reader.id) ? withheldCase(head) : caseSummaryOf(head);

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
