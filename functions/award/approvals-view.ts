import type { Case } from "../../shared/domain/case/case.ts";
import { isBarred, withheldWords } from "../../shared/domain/case/conflict-of-interest.ts";
import { formatInstant } from "../../shared/domain/dates.ts";
import type { Pence } from "../../shared/domain/money.ts";
import { needs } from "../../shared/domain/needs.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import { countWords, sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { Cases } from "../../shared/store/cases.ts";
import { isBadCursor, type Slice } from "../../shared/store/slices.ts";
import { decideBy } from "../case/decide-by.ts";

const secondView = (item: Case, id: string) =>
  item.status === "toApprove" && {
    total: item.decision.total,
    decided: `${item.decision.by.name}, ${formatInstant(item.decision.at)}`,
    isOwn: item.decision.by.id === id,
  };

type Row = Pick<Case, "caseId" | "applicantName" | "urgent"> & {
  readonly needs: readonly string[];
  readonly total?: Pence;
  readonly decided?: string;
  readonly isOwn?: boolean;
  readonly decideBy?: ReturnType<typeof decideBy>;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "award/approvals.njk": ReturnType<typeof approvalsView>;
  }
}

/** The slice of the awards to approve that a query asks for. None for a limit or a cursor that nobody gave out. */
export const findApprovals = async (
  query: Readonly<Record<string, string | undefined>>,
  { cases }: { readonly cases: Pick<Cases, "list"> },
): Promise<Slice<Case> | undefined> => {
  const wanted = sliceWantedFrom(query);
  const found = wanted && (await cases.list("toApprove", wanted));
  return found && !isBadCursor(found) ? found : undefined;
};

export const approvalsView = ({ items, next, counted }: Slice<Case>, book: SchemeBook, { id }: Principal, now: Date, isFirst: boolean) => ({
  counted: countWords(counted),
  cases: items.map(
    (item): Row =>
      isBarred(item, id)
        ? { caseId: item.caseId, applicantName: withheldWords, urgent: false, needs: [] }
        : {
            caseId: item.caseId,
            applicantName: item.applicantName,
            urgent: item.urgent,
            needs: item.needs.map((need) => needs[need]),
            ...secondView(item, id),
            decideBy: decideBy(item, book, now),
          },
  ),
  next: next && `/approvals?cursor=${encodeURIComponent(next)}`,
  first: isFirst ? undefined : "/approvals",
});
