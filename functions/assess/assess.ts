import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { type AnswerPorts, answerRoutes, notFoundPage } from "../../shared/http/answer.ts";
import { assessContracts } from "../../shared/http/contracts/assess-contracts.ts";
import { json, page, problem } from "../../shared/http/reply.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { isBadCursor } from "../../shared/store/slices.ts";
import { readCaseFacts } from "../case/case-facts.ts";
import { decisionIdFrom } from "../case/case-form.ts";
import { casePage } from "../case/case-page.ts";
import { caseReplyOf } from "../case/case-reply.ts";
import { caseSummaryOf } from "../case/case-summary.ts";
import { askResident } from "./ask-resident.ts";
import { readAnswerForm, readAskForm, readLiftForm, readRefuseForm, readStopWaitingForm } from "./assess-forms.ts";
import { caseListView, caseListWantedFrom } from "./case-list.ts";
import { stepPage, stepReply } from "./case-step-replies.ts";
import { declareInterest } from "./declare-interest.ts";
import { declaredPage, declaredReply, liftedPage, liftedReply } from "./interest-replies.ts";
import { liftInterest } from "./lift-interest.ts";
import { recordAnswer } from "./record-answer.ts";
import { refuseApplication } from "./refuse-application.ts";
import { stopWaiting } from "./stop-waiting.ts";

export type AssessPorts = Required<AnswerPorts> & {
  readonly cases: Cases;
  readonly money: Pick<Money, "envelopes" | "lately">;
  readonly schemes: Pick<Schemes, "book">;
  readonly directories: Pick<Directories, "book">;
};

/** Pages first, then the API: each POST of the one and of the other makes the same use case. */
export const createAssess = (ports: AssessPorts) =>
  answerRoutes(
    "assess",
    assessContracts,
    {
      "GET /cases": async ({ query, now }) => {
        const wanted = caseListWantedFrom(query);
        const found = wanted && (await ports.cases.list(wanted.status, wanted.ask));
        if (!found || isBadCursor(found)) return notFoundPage();
        const book = await ports.schemes.book(now);
        return page("assess/case-list.njk", caseListView(wanted.status, found, book, now, wanted.ask.after === undefined));
      },

      "GET /cases/{caseId}": async ({ path: { caseId = "" }, now, principal }) => casePage(caseId, ports, { now, principal }),

      "POST /cases/{caseId}/refuse": async ({ path: { caseId = "" }, form, now, principal }) => {
        const again = { now, principal, typed: { form: "refuse", fields: form } } as const;
        const read = readRefuseForm(form, directoryAt(await ports.directories.book(now), now));
        if (read.kind === "invalid") return casePage(caseId, ports, { ...again, errors: read.errors, status: 400 });
        const decisionId = decisionIdFrom(principal, form);
        const outcome = await refuseApplication({ caseId, decisionId, by: actorOf(principal), now, request: read.request }, ports);
        return stepPage(outcome, caseId, ports, again);
      },

      "POST /cases/{caseId}/ask": async ({ path: { caseId = "" }, form, now, principal }) => {
        const again = { now, principal, typed: { form: "ask", fields: form } } as const;
        const read = readAskForm(form);
        if (read.kind === "invalid") return casePage(caseId, ports, { ...again, errors: read.errors, status: 400 });
        return stepPage(await askResident({ caseId, by: actorOf(principal), now, ...read.request }, ports), caseId, ports, again);
      },

      "POST /cases/{caseId}/answer": async ({ path: { caseId = "" }, form, now, principal }) => {
        const again = { now, principal, typed: { form: "answer", fields: form } } as const;
        const read = readAnswerForm(form);
        if (read.kind === "invalid") return casePage(caseId, ports, { ...again, errors: read.errors, status: 400 });
        return stepPage(await recordAnswer({ caseId, by: actorOf(principal), now, ...read.request }, ports), caseId, ports, again);
      },

      "POST /cases/{caseId}/stop-waiting": async ({ path: { caseId = "" }, form, now, principal }) => {
        const again = { now, principal, typed: { form: "stopWaiting", fields: form } } as const;
        const read = readStopWaitingForm(form);
        if (read.kind === "invalid") return casePage(caseId, ports, { ...again, errors: read.errors, status: 400 });
        return stepPage(await stopWaiting({ caseId, by: actorOf(principal), now, ...read.request }, ports), caseId, ports, again);
      },

      "POST /cases/{caseId}/declare-interest": async ({ path: { caseId = "" }, form, now, principal }) =>
        declaredPage(await declareInterest({ caseId, by: actorOf(principal), now }, ports), caseId, principal, form),

      "POST /cases/{caseId}/lift-interest": async ({ path: { caseId = "" }, form, now, principal }) => {
        const again = { now, principal, typed: { form: "lift", fields: form } } as const;
        const read = readLiftForm(form);
        if (read.kind === "invalid") return casePage(caseId, ports, { ...again, errors: read.errors, status: 400 });
        return liftedPage(await liftInterest({ caseId, by: actorOf(principal), now, ...read.request }, ports), caseId, ports, again);
      },

      "GET /api/cases": async ({ query }) => {
        const wanted = caseListWantedFrom(query);
        const found = wanted && (await ports.cases.list(wanted.status, wanted.ask));
        if (!found || isBadCursor(found)) {
          return problem("malformed-request", {
            detail: "Check the status, the limit (1 to 100) and the cursor, which is one that an earlier page gave.",
          });
        }
        return json({ items: found.items.map(caseSummaryOf), ...(found.next && { next: found.next }) });
      },

      "GET /api/cases/{caseId}": async ({ path: { caseId = "" }, now }) => {
        const facts = await readCaseFacts(caseId, now, ports);
        return facts ? json(caseReplyOf(facts, now)) : problem("not-found");
      },

      "POST /api/cases/{caseId}/refusals": async ({ path: { caseId = "" }, body: request, principal, now, idempotencyKey }) =>
        stepReply(
          await refuseApplication({ caseId, decisionId: `${principal.id}:${idempotencyKey}`, by: actorOf(principal), now, request }, ports),
        ),

      "POST /api/cases/{caseId}/questions": async ({ path: { caseId = "" }, body, principal, now }) =>
        stepReply(await askResident({ caseId, by: actorOf(principal), now, ...body }, ports)),

      "POST /api/cases/{caseId}/answers": async ({ path: { caseId = "" }, body, principal, now }) =>
        stepReply(await recordAnswer({ caseId, by: actorOf(principal), now, ...body }, ports)),

      "POST /api/cases/{caseId}/queue-exits": async ({ path: { caseId = "" }, body, principal, now }) =>
        stepReply(await stopWaiting({ caseId, by: actorOf(principal), now, ...body }, ports)),

      "POST /api/cases/{caseId}/interests": async ({ path: { caseId = "" }, principal, now }) =>
        declaredReply(await declareInterest({ caseId, by: actorOf(principal), now }, ports)),

      "POST /api/cases/{caseId}/lifted-interests": async ({ path: { caseId = "" }, body, principal, now }) =>
        liftedReply(await liftInterest({ caseId, by: actorOf(principal), now, ...body }, ports)),
    },
    ports,
  );
