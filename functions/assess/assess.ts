import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { type Asked, act } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { assessContracts } from "../../shared/http/contracts/assess-contracts.ts";
import { json, page, problem } from "../../shared/http/reply.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { readCaseFacts } from "../case/case-facts.ts";
import { decisionIdOf, sendingIdFrom } from "../case/case-form.ts";
import { caseAgain } from "../case/case-outcomes.ts";
import { casePage } from "../case/case-page.ts";
import { caseReplyOf } from "../case/case-reply.ts";
import { caseSummaryOf } from "../case/case-summary.ts";
import { type CaseStep, takeCaseStep } from "../decide/case-step.ts";
import { askResident } from "./ask-resident.ts";
import {
  readAnswerForm,
  readAskForm,
  readConversationForm,
  readDeclareForm,
  readLiftForm,
  readRefuseForm,
  readStopWaitingForm,
} from "./assess-form.ts";
import { answerOutcomes, declareOutcomes, liftOutcomes, refuseOutcomes, speakOutcomes, stepOutcomes } from "./assess-outcomes.ts";
import { caseListView, findCaseList } from "./case-list.ts";
import { declareInterest } from "./declare-interest.ts";
import { liftInterest } from "./lift-interest.ts";
import { refuseApplication } from "./refuse-application.ts";

export type AssessPorts = Required<AnswerPorts> & {
  readonly cases: Cases;
  readonly money: Pick<Money, "envelopes" | "lately">;
  readonly schemes: Pick<Schemes, "book">;
  readonly directories: Pick<Directories, "book">;
};

const stepOf = ({ path: { caseId = "" }, request: { seen }, by, now }: Asked<Pick<CaseStep, "seen">>): CaseStep => ({
  caseId,
  by: actorOf(by),
  now,
  seen,
});

/** The case list, the case, and every step in it that moves no money. */
export const createAssess = (ports: AssessPorts) =>
  answer(
    "assess",
    assessContracts,
    {
      reads: {
        "GET /cases": async ({ query, now }) => {
          const found = await findCaseList(query, ports);
          if (!found) return notFoundPage();
          return page("assess/case-list.njk", caseListView(found, await ports.schemes.book(now), now, query.cursor === undefined));
        },

        "GET /cases/{caseId}": async ({ path: { caseId = "" }, now, principal }) => casePage(caseId, ports, { now, principal }),

        "GET /api/cases": async ({ query }) => {
          const found = await findCaseList(query, ports);
          if (found) return json({ items: found.items.map(caseSummaryOf), ...(found.next && { next: found.next }) });
          return problem("malformed-request", {
            detail: "Check the status, the limit (1 to 100) and the cursor, which is one that an earlier page gave.",
          });
        },

        "GET /api/cases/{caseId}": async ({ path: { caseId = "" }, now }) => {
          const facts = await readCaseFacts(caseId, now, ports);
          return facts ? json(caseReplyOf(facts, now)) : problem("not-found");
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
          again: caseAgain("lift", ports),
        }),
      },
    },
    ports,
  );
