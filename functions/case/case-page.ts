import { awardIdOf, partsOfCase } from "../../shared/domain/case/case.ts";
import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import { linesOf } from "../../shared/domain/line/line.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import type { LookFirst } from "../../shared/domain/rules/look-first.ts";
import { partAgainst } from "../../shared/domain/separation.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { Again } from "../../shared/http/act.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";
import { functions, type Role } from "../../shared/system.ts";
import { lineInWords, readerOf } from "../line/line-words.ts";
import { approvalView } from "./approval-view.ts";
import { type CaseFacts, type CaseFactsPorts, readCaseFacts } from "./case-facts.ts";
import type { TypedForm } from "./case-form.ts";
import { formsOf, isOffered, isOpen, textsIn } from "./case-page-forms.ts";
import { caseView } from "./case-view.ts";
import { decisionWords, stepWords } from "./case-words.ts";
import { interestDeclaredPage } from "./interest-declared.ts";
import { interestsView, isOutOf, withoutOthers } from "./interests-view.ts";

export type CasePagePorts = CaseFactsPorts;

/** Why something was not done, where no single input is to blame. */
export type Notice = {
  readonly title: string;
  readonly text: string;
  readonly link?: { readonly href: string; readonly text: string };
  /** Further notices about the same act. */
  readonly more?: readonly Pick<Notice, "title" | "text" | "link">[];
  /** The looks that the award form then asks for. */
  readonly toLookAt?: readonly LookFirst[];
};

/** "stale": the page itself says who changed the case, and how. */
export type CaseNotice = Notice | "stale";

type CasePageShown = Partial<Again<CaseNotice>> & {
  readonly now: Date;
  readonly principal: Principal;
  /** The form that could not be taken. The page shows all of it again. */
  readonly typed?: TypedForm;
};

type CasePageView = ReturnType<typeof caseView> & {
  readonly awardLines: ReturnType<typeof awardLines>;
  readonly mayWrite: boolean;
  readonly mayDecide: boolean;
  readonly mayStopWaiting: boolean;
  /** Shown instead of the decision forms to the person who entered the application. */
  readonly enteredWords?: string;
  readonly interests: ReturnType<typeof interestsView>;
  readonly approval: ReturnType<typeof approvalView>;
  readonly errors: readonly FormError[];
  readonly errorAt: ErrorAt;
  readonly notice?: Notice;
  readonly openForm?: TypedForm["form"];
  readonly forms: ReturnType<typeof formsOf>;
  /** Texts typed into a form that the page no longer offers. */
  readonly unsent: readonly string[];
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "case/case.njk": CasePageView;
  }
}

const writers: readonly Role[] = functions.assess.routes["POST /cases/{caseId}/refuse"];

export const casePage = async (caseId: string, ports: CasePagePorts, ask: CasePageShown): Promise<Reply> => {
  const read = await readCaseFacts(caseId, ask.now, ports);
  if (!read) return notFoundPage();
  if (isOutOf(read, ask.principal)) return interestDeclaredPage(caseId);
  const facts = withoutOthers(read, ask.principal);
  const interests = interestsView(facts, ask.principal);
  const mayWrite = holdsOneOf(ask.principal, writers);
  const entered = partAgainst("case", "award", ask.principal, partsOfCase(facts.case));
  const { typed, errors = [] } = ask;
  const isShownAgain = typed !== undefined && isOffered(typed, facts, ask.now);
  // The form on the new page carries the new version, so the page must say now what changed.
  const isStale = ask.notice === "stale" || (typed !== undefined && typed.fields.one("version") !== String(facts.case.version));
  const view: CasePageView = {
    ...caseView(facts, ask.now),
    awardLines: awardLines(facts, ask.principal),
    mayWrite,
    mayDecide: mayWrite && isOpen(facts),
    mayStopWaiting: mayWrite && facts.case.status === "forMoney",
    enteredWords: entered && separationWords(entered),
    interests,
    approval: approvalView(facts, ask.principal),
    errors,
    errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
    notice: ask.notice && ask.notice !== "stale" ? ask.notice : isStale ? staleNotice(facts, isShownAgain) : undefined,
    openForm: typed?.form,
    forms: formsOf(facts, typed, ask.principal, ask.now, ask.notice && ask.notice !== "stale" ? ask.notice.toLookAt : undefined),
    unsent: typed && !isShownAgain ? textsIn(typed, facts.scheme, directoryAt(facts.directories, ask.now)) : [],
  };
  return page("case/case.njk", view, ask.status ?? 200);
};

const awardLines = ({ awards, lines }: CaseFacts, principal: Principal) =>
  awards
    .flatMap(linesOf)
    .map((line) => lines.find(({ lineId }) => lineId === line.lineId) ?? line)
    .map((line) => lineInWords(line, readerOf(principal)));

const staleNotice = (facts: CaseFacts, isShownAgain: boolean): Notice => {
  const awardId = awardIdOf(facts.case);
  return {
    title: `Not done: ${isShownAgain || isOpen(facts) ? "the case changed after you opened it" : "this case is already decided"}`,
    text: `${whatChanged(facts, isShownAgain)}${isShownAgain ? " What you typed is kept below. Send it again if it still stands." : ""}`,
    ...(awardId && { link: { href: `/awards/${awardId}`, text: "See the award" } }),
  };
};

/** The decision where one stands in the way, else the latest step. */
const whatChanged = ({ case: head, events }: CaseFacts, isShownAgain: boolean): string => {
  const last = events.at(-1);
  const isDecisionLast = last?.detail.kind === "awarded" || last?.detail.kind === "refused";
  const decision = isDecisionLast || !isShownAgain ? decisionWords(head) : undefined;
  return decision ?? (last ? stepWords(last) : "");
};
