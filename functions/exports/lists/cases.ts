import { type CaseStatus, caseStatusWords, decisionOf } from "../../../shared/domain/case/case.ts";
import { needs } from "../../../shared/domain/needs.ts";
import { Fault } from "../../../shared/fault.ts";
import { isBadCursor } from "../../../shared/store/slices.ts";
import { isWithin, type ReadRows } from "../list-rows.ts";

const statuses = Object.keys(caseStatusWords) as CaseStatus[];
const casesAtOnce = 500;

const decisionWords = { awarded: "Awarded", notEligible: "Not eligible", noMoneyLeft: "No money left", closed: "Closed" } as const;

type Place = { readonly status: CaseStatus; readonly after?: string };

export const readCases: ReadRows<"cases"> = async (asked, place, ports) => {
  const wanted = statuses.filter((status) => asked.filter.status === undefined || status === asked.filter.status);
  const { status = wanted[0], after }: Partial<Place> = place === undefined ? {} : JSON.parse(place);
  if (!status) return { rows: [] };
  const found = await ports.cases.list(status, { limit: casesAtOnce, ...(after !== undefined && { after }) });
  if (isBadCursor(found)) throw new Fault("itemUnreadable");
  const isWanted = isWithin(asked);
  const inTime = found.items.filter(({ submittedAt }) => isWanted(submittedAt));
  const barred = await ports.rows.barredFrom(asked.askedBy.id, inTime);
  const readable = inTime.filter(({ caseId }) => !barred.has(caseId));
  const nextStatus = found.next === undefined ? wanted[wanted.indexOf(status) + 1] : status;
  const next: Place | undefined = nextStatus && { status: nextStatus, ...(found.next !== undefined && { after: found.next }) };
  return {
    leftOut: inTime.length - readable.length,
    rows: readable.map((head) => {
      const decision = decisionOf(head);
      return {
        ...{ submittedAt: head.submittedAt, caseId: head.caseId, householdId: head.householdId },
        status: caseStatusWords[head.status],
        urgent: head.urgent ? "Yes" : "No",
        needs: head.needs.map((need) => needs[need]).join("; "),
        decision: decision && decisionWords[decision.kind],
        decidedAt: decision?.at,
        decidedBy: decision?.by.name,
        scheme: decision?.scheme,
        awardId: decision?.kind === "awarded" ? decision.awardId : undefined,
        total: decision?.kind === "awarded" ? decision.total : undefined,
      };
    }),
    ...(next && { next: JSON.stringify(next) }),
  };
};
