import { type Case, type CaseStatus, caseStatusWords, isDecidedStatus } from "../../shared/domain/case/case.ts";
import { isBarred, withheldWords } from "../../shared/domain/case/conflict-of-interest.ts";
import { waitingOrder } from "../../shared/domain/case/waiting-list.ts";
import { formatDay, londonDay } from "../../shared/domain/dates.ts";
import { formatPounds } from "../../shared/domain/money.ts";
import { needs } from "../../shared/domain/needs.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import { countWords, sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { Cases } from "../../shared/store/cases.ts";
import { isBadCursor, type Slice } from "../../shared/store/slices.ts";
import { decisionWords } from "../case/case-words.ts";
import { decideBy, waitedWords } from "../case/decide-by.ts";
import { budgetName } from "../case/waiting-view.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "assess/case-list.njk": ReturnType<typeof caseListView>;
  }
}

const statuses = Object.keys(caseStatusWords) as CaseStatus[];

type CaseList = Slice<Case> & { readonly status: CaseStatus };

/** The slice of a case list that a query asks for. None for a status, a limit or a cursor that nobody gave out. */
export const findCaseList = async (
  query: Readonly<Record<string, string | undefined>>,
  { cases }: { readonly cases: Pick<Cases, "list"> },
): Promise<CaseList | undefined> => {
  const status = statuses.find((code) => code === (query.status ?? "waiting"));
  const wanted = sliceWantedFrom(query);
  const found = status && wanted && (await cases.list(status, wanted));
  return found && !isBadCursor(found) ? { ...found, status } : undefined;
};

const urgentFirst =
  "Urgent first, then those that the council has had longest, without the time in which the resident had a question to answer.";
const orders: { readonly [status in CaseStatus]?: string } = {
  waiting: urgentFirst,
  asked: urgentFirst,
  toApprove: urgentFirst,
  forMoney: waitingOrder,
};

/** The list says no more of a person than it takes to find the right case. */
export const caseListView = (
  { status, items, next, counted }: CaseList,
  book: SchemeBook,
  { id }: Principal,
  now: Date,
  isFirst: boolean,
) => ({
  tabs: statuses.map((code) => ({ text: caseStatusWords[code], href: `/cases?status=${code}`, isOpen: code === status })),
  isDecided: isDecidedStatus(status),
  isForMoney: status === "forMoney",
  isWaiting: status === "waiting",
  order: orders[status] ?? "The newest decision first.",
  status: caseStatusWords[status],
  exportHref: `/exports/new?list=cases&status=${status}`,
  counted: countWords(counted),
  cases: items.map((item) =>
    isBarred(item, id)
      ? { caseId: item.caseId, applicantName: withheldWords, isOut: true }
      : {
          caseId: item.caseId,
          isOut: false,
          applicantName: item.applicantName,
          urgent: item.urgent,
          needs: item.needs.map((need) => needs[need]),
          waited: waitedWords(item.submittedAt, now),
          decideBy: decideBy(item, book, now),
          waits:
            item.status === "forMoney" &&
            `${formatPounds(item.waits.total)} from ${budgetName(item.waits, book)}, since ${formatDay(londonDay(new Date(item.waits.since)))}`,
          decision: decisionWords(item),
        },
  ),
  next: next && `/cases?status=${status}&cursor=${encodeURIComponent(next)}`,
  first: isFirst ? undefined : `/cases?status=${status}`,
});
