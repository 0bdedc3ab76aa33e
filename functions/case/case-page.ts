import { awardIdOf } from "../../shared/domain/case/case.ts";
import { barredWords } from "../../shared/domain/case/conflict-of-interest.ts";
import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";
import { functions } from "../../shared/system.ts";
import { approvalView } from "./approval-view.ts";
import { awardLines } from "./award-lines.ts";
import { type CaseFacts, type CaseFactsPorts, readCaseFacts } from "./case-facts.ts";
import type { TypedForm } from "./case-form.ts";
import { formsOf, isOffered, isOpen, textsIn } from "./case-page-forms.ts";
import { caseView } from "./case-view.ts";
import { decisionWords, stepWords } from "./case-words.ts";
import { interestsView } from "./interests-view.ts";

export type CasePagePorts = CaseFactsPorts;

/** Why something was not done, where no single input is to blame. */
export type Notice = { readonly title: string; readonly text: string; readonly link?: { readonly href: string; readonly text: string } };

export const barredNotice: Notice = { title: "Not done: you take no part in this case", text: barredWords };

export type CasePageShown = {
  readonly now: Date;
  readonly principal: Principal;
  /** The form that was sent and could not be taken: all of it is shown again. */
  readonly typed?: TypedForm;
  readonly errors?: readonly FormError[];
  readonly notice?: Notice;
  /** Someone else changed the case after this page was opened: the page says who and what. */
  readonly isStale?: boolean;
  readonly status?: number;
};

export type CasePageView = ReturnType<typeof caseView> & {
  readonly awardLines: ReturnType<typeof awardLines>;
  readonly mayWrite: boolean;
  readonly mayDecide: boolean;
  readonly mayStopWaiting: boolean;
  readonly interests: ReturnType<typeof interestsView>;
  readonly approval: ReturnType<typeof approvalView>;
  readonly errors: readonly FormError[];
  readonly errorAt: ErrorAt;
  readonly notice?: Notice;
  readonly openForm?: TypedForm["form"];
  readonly forms: ReturnType<typeof formsOf>;
  /** What somebody typed into a form that the page no longer offers. */
  readonly unsent: readonly string[];
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "case/case.njk": CasePageView;
  }
}

const writers: readonly string[] = functions.assess.routes["POST /cases/{caseId}/refuse"];

/** The whole case on one page: as it is, or again after a form that could not be taken. */
export const casePage = async (caseId: string, ports: CasePagePorts, ask: CasePageShown): Promise<Reply> => {
  const facts = await readCaseFacts(caseId, ask.now, ports);
  if (!facts) return notFoundPage();
  const interests = interestsView(facts, ask.principal);
  const mayWrite = !interests.isOut && ask.principal.roles.some((role) => writers.includes(role));
  const { typed, errors = [] } = ask;
  const isShownAgain = typed !== undefined && isOffered(typed, facts);
  // The page takes the case's new version with it, so whoever sends the form again must be told what changed.
  const isStale = ask.isStale || (typed !== undefined && typed.fields.one("version") !== String(facts.case.version));
  const view: CasePageView = {
    ...caseView(facts, ask.now),
    awardLines: awardLines(facts, ask.principal),
    mayWrite,
    mayDecide: mayWrite && isOpen(facts),
    mayStopWaiting: mayWrite && facts.case.status === "forMoney",
    interests,
    approval: interests.isOut ? undefined : approvalView(facts, ask.principal),
    errors,
    errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
    notice: ask.notice ?? (isStale ? staleNotice(facts, isShownAgain) : undefined),
    openForm: typed?.form,
    forms: formsOf(facts, typed, ask.principal, ask.now),
    unsent: typed && !isShownAgain ? textsIn(typed, facts.scheme, directoryAt(facts.directories, ask.now)) : [],
  };
  return page("case/case.njk", view, ask.status ?? 200);
};

const staleNotice = (facts: CaseFacts, isShownAgain: boolean): Notice => {
  const awardId = awardIdOf(facts.case);
  return {
    title: `Not done: ${isShownAgain || isOpen(facts) ? "the case changed after you opened it" : "this case is already decided"}`,
    text: `${whatChanged(facts, isShownAgain)}${isShownAgain ? " What you typed is kept below. Send it again if it still stands." : ""}`,
    ...(awardId && { link: { href: `/awards/${awardId}`, text: "See the award" } }),
  };
};

/** The decision where it is what stands in the way, else the latest step. */
const whatChanged = ({ case: head, events }: CaseFacts, isShownAgain: boolean): string => {
  const last = events.at(-1);
  const isDecisionLast = last?.detail.kind === "awarded" || last?.detail.kind === "refused";
  const decision = isDecisionLast || !isShownAgain ? decisionWords(head) : undefined;
  return decision ?? (last ? stepWords(last) : "");
};
