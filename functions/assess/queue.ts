import { type Case, type CaseStatus, caseStatusWords, isDecidedStatus } from "../../shared/domain/case/case.ts";
import { waitingOrder } from "../../shared/domain/case/waiting-list.ts";
import { formatDay, londonDay } from "../../shared/domain/dates.ts";
import { formatPounds } from "../../shared/domain/money.ts";
import { needs } from "../../shared/domain/needs.ts";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import { pageAskFrom } from "../../shared/http/page-ask.ts";
import type { PageAsk, PageOf } from "../../shared/store/pages.ts";
import { decisionWords } from "../case/case-words.ts";
import { decideBy } from "../case/decide-by.ts";
import { waitedWords } from "../case/waited-words.ts";
import { budgetName } from "../case/waiting-view.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "assess/queue.njk": ReturnType<typeof queueView>;
  }
}

const statuses = Object.keys(caseStatusWords) as CaseStatus[];

/** Which list and which page of it an address asks for; undefined when it asks for none that there is. */
export const queueAskFrom = (query: Readonly<Record<string, string | undefined>>): { status: CaseStatus; ask: PageAsk } | undefined => {
  const status = statuses.find((code) => code === (query.status ?? "waiting"));
  const ask = pageAskFrom(query);
  return status && ask && { status, ask };
};

const urgentFirst = "Urgent first, then those that have waited longest.";
const queueOrders: { readonly [status in CaseStatus]?: string } = {
  waiting: urgentFirst,
  asked: urgentFirst,
  toApprove: urgentFirst,
  forMoney: waitingOrder,
};

/** The list in words. What is personal stays as short as finding the right case allows. */
export const queueView = (status: CaseStatus, { items, next }: PageOf<Case>, book: SchemeBook, now: Date, isFirst: boolean) => ({
  tabs: statuses.map((code) => ({ text: caseStatusWords[code], href: `/cases?status=${code}`, isOpen: code === status })),
  isDecided: isDecidedStatus(status),
  isForMoney: status === "forMoney",
  isWaiting: status === "waiting",
  order: queueOrders[status] ?? "The newest decision first.",
  status: caseStatusWords[status],
  cases: items.map((item) => ({
    caseId: item.caseId,
    applicantName: item.applicantName,
    urgent: item.urgent,
    needs: item.needs.map((need) => needs[need]),
    waited: waitedWords(item.submittedAt, now),
    decideBy: decideBy(item, book, now),
    waits:
      item.status === "forMoney" &&
      `${formatPounds(item.waits.total)} from ${budgetName(item.waits, book)}, since ${formatDay(londonDay(new Date(item.waits.since)))}`,
    decision: decisionWords(item),
  })),
  next: next && `/cases?status=${status}&cursor=${encodeURIComponent(next)}`,
  first: isFirst ? undefined : `/cases?status=${status}`,
});
