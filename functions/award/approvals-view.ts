import type { Case } from "../../shared/domain/case/case.ts";
import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import { formatInstant } from "../../shared/domain/dates.ts";
import { needs } from "../../shared/domain/needs.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import type { PageOf } from "../../shared/store/pages.ts";
import { decideBy } from "../case/decide-by.ts";

const secondView = (item: Case, id: string) =>
  item.status === "toApprove" && {
    total: item.decision.total,
    decided: `${item.decision.by.name}, ${formatInstant(item.decision.at)}`,
    isOwn: item.decision.by.id === id,
  };

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "award/approvals.njk": ReturnType<typeof approvalsView>;
  }
}

/** The awards that wait for a second person, each with its case one click away. */
export const approvalsView = ({ items, next }: PageOf<Case>, book: SchemeBook, { id }: Principal, now: Date, isFirst: boolean) => ({
  cases: items.map((item) => ({
    caseId: item.caseId,
    applicantName: item.applicantName,
    urgent: item.urgent,
    needs: item.needs.map((need) => needs[need]),
    ...secondView(item, id),
    isOut: isBarred(item, id),
    decideBy: decideBy(item, book, now),
  })),
  next: next && `/approvals?cursor=${encodeURIComponent(next)}`,
  first: isFirst ? undefined : "/approvals",
});
