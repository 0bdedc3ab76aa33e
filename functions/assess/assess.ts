import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { type Again, type Asked, act, type FormSent } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { assessContracts } from "../../shared/http/contracts/assess-contracts.ts";
import { json, page, problem, type Reply } from "../../shared/http/reply.ts";
import { restOf } from "../../shared/http/slice-wanted.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Interests } from "../../shared/store/interests.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Registers } from "../../shared/store/registers.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { readCaseFacts } from "../case/case-facts.ts";
import { decisionIdOf, readDeclareForm, sendingIdFrom } from "../case/case-form.ts";
import { caseAgain } from "../case/case-outcomes.ts";
import { type CaseNotice, casePage } from "../case/case-page.ts";
import { caseReplyOf } from "../case/case-reply.ts";
import { caseInListFor } from "../case/case-summary.ts";
import { interestDeclared } from "../case/interest-declared.ts";
import { isOutOf, withoutOthers } from "../case/interests-view.ts";
import { type CaseStep, takeCaseStep } from "../decide/case-step.ts";
import { declareInterest } from "../decide/declare-interest.ts";
import { askResident } from "./ask-resident.ts";
import { readAnswerForm, readAskForm, readConversationForm, readLiftForm, readRefuseForm, readStopWaitingForm } from "./assess-form.ts";
import { answerOutcomes, declareOutcomes, liftOutcomes, refuseOutcomes, speakOutcomes, stepOutcomes } from "./assess-outcomes.ts";
import { caseListView, findCaseList } from "./case-list.ts";
import { interestsPage } from "./interests-page.ts";
import { liftInterest } from "./lift-interest.ts";
import { refuseApplication } from "./refuse-application.ts";

export type AssessPorts = Required<AnswerPorts> & {
  readonly cases: Cases;
  readonly interests: Interests;
  readonly money: Pick<Money, "envelopes" | "lately">;
  readonly registers: Pick<Registers, "known">;
  readonly schemes: Pick<Schemes, "book">;
  readonly directories: Pick<Directories, "book">;
};

const stepOf = ({ path: { caseId = "" }, request: { seen }, by, now }: Asked<Pick<CaseStep, "seen">>): CaseStep => ({
  caseId,
  by: actorOf(by),
  now,
  seen,
});

/** Shows the page that sent the form: the case, or the page of interests, whose form has no version. */
const liftAgain = async (sent: FormSent, says: Again<CaseNotice>, ports: AssessPorts): Promise<Reply> => {
  const { path, by: principal, form } = sent;
  const { caseId = "" } = path;
  const found = isCaseId(caseId) ? await ports.interests.behind(caseId) : undefined;
  if (found?.case && form.one("version") !== "") return caseAgain("lift", ports)(sent, says);
  const { notice, ...again } = says;
  return interestsPage(caseId, ports, { principal, form, ...again, ...(notice && notice !== "stale" && { notice: notice.title }) });
};

/** The case list, the case, and every step in it that moves no money. */
export const createAssess = (ports: AssessPorts) =>
  answer(
    "assess",
    assessContracts,
    {
      reads: {
        "GET /cases": async ({ query, now, principal }) => {
          const found = await findCaseList(query, ports);
          if (!found) return notFoundPage();
          return page(
            "assess/case-list.njk",
            caseListView(found, await ports.schemes.book(now), principal, now, query.cursor === undefined),
          );
        },

        "GET /cases/{caseId}": async ({ path: { caseId = "" }, now, principal }) => casePage(caseId, ports, { now, principal }),

        "GET /cases/{caseId}/interests": ({ path: { caseId = "" }, principal }) => interestsPage(caseId, ports, { principal }),

        "GET /api/cases": async ({ query, principal }) => {
          const found = await findCaseList(query, ports);
          if (found) return json({ items: found.items.map((item) => caseInListFor(item, principal)), ...restOf(found) });
          return problem("malformed-request", {
            detail: "Check the status, the limit (1 to 100) and the cursor, which is one that an earlier page gave.",
          });
        },

        "GET /api/cases/{caseId}": async ({ path: { caseId = "" }, now, principal }) => {
          const facts = await readCaseFacts(caseId, now, ports);
          if (!facts) return problem("not-found");
          return isOutOf(facts, principal) ? interestDeclared(caseId) : json(caseReplyOf(withoutOthers(facts, principal), now));
        },
      },
      acts: {
        refuse: act({
          read: async (form, _files, now) => readRefuseForm(form, directoryAt(await ports.directories.book(now), now)),
          sendingId: sendingIdFrom,
          take: ({ path: { caseId = "" }, request, now, ...sent }) =>
            refuseApplication({ caseId, decisionId: decisionIdOf(sent), by: actorOf(sent.by), now, request }, ports),
          outcomes: refuseOutcomes,
          again: caseAgain("refuse", ports),
        }),
        ask: act({
          read: readAskForm,
          take: (asked) => askResident({ ...stepOf(asked), question: asked.request.question }, ports),
          outcomes: stepOutcomes,
          again: caseAgain("ask", ports),
        }),
        recordAnswer: act({
          read: readAnswerForm,
          take: (asked) => takeCaseStep(stepOf(asked), { kind: "answer", answer: asked.request.answer }, ports),
          outcomes: answerOutcomes,
          again: caseAgain("answer", ports),
        }),
        recordConversation: act({
          read: readConversationForm,
          take: (asked) => takeCaseStep(stepOf(asked), { kind: "speak", outcome: asked.request.outcome }, ports),
          outcomes: speakOutcomes,
          again: caseAgain("speak", ports),
        }),
        stopWaiting: act({
          read: readStopWaitingForm,
          take: (asked) => takeCaseStep(stepOf(asked), { kind: "stopWaiting", because: asked.request.reason }, ports),
          outcomes: stepOutcomes,
          again: caseAgain("stopWaiting", ports),
        }),
        declareInterest: act({
          read: readDeclareForm,
          take: ({ path: { caseId = "" }, by, now }) => declareInterest({ caseId, by: actorOf(by), now }, ports),
          outcomes: declareOutcomes,
          again: async () => notFoundPage(),
        }),
        liftInterest: act({
          read: readLiftForm,
          take: ({ path: { caseId = "" }, request, by, now }) => liftInterest({ caseId, by: actorOf(by), now, ...request }, ports),
          outcomes: liftOutcomes,
          again: (sent, says) => liftAgain(sent, says, ports),
        }),
      },
    },
    ports,
  );
