import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import { type AnswerPorts, answerRoutes, forgedFormPage, notFoundPage, type Request } from "../../shared/http/answer.ts";
import { applyContracts } from "../../shared/http/contracts/apply-contracts.ts";
import { page, type Reply, seeOther } from "../../shared/http/reply.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Drafts } from "../../shared/store/drafts.ts";
import { showPublicFunds, takePublicFunds } from "./advice-first.ts";
import { showQuestion, takeAnswer } from "./ask-question.ts";
import { sendAnswers, showCheck } from "./check-answers.ts";
import { forgetDraft, hoursKept, isForged, openDraft } from "./draft-session.ts";
import type { FormStep } from "./form-step.ts";
import { removePerson, showPeople, showPerson, takePeople, takePerson } from "./list-people.ts";
import { answerPreCheck, type PreCheckPorts, showPreCheck } from "./pre-check.ts";
import { isQuestion } from "./questions.ts";
import { receiveApplication } from "./receive-application.ts";
import type { SubmitPorts } from "./submit-application.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "apply/started-again.njk": { readonly hoursKept: number };
    "apply/stop.njk": { readonly token: string };
    "apply/received.njk": { readonly caseId: string; readonly token: string };
  }
}

export type ApplyPorts = AnswerPorts &
  SubmitPorts &
  PreCheckPorts & { readonly drafts: Drafts; readonly directories: Pick<Directories, "book"> };

/** GET shows a page of the form; POST takes it, and redirects so that a refresh cannot send it twice. */
export const createApply = ({ drafts, directories, origin, tokens, ...ports }: ApplyPorts) => {
  const stepOf = async (request: Request): Promise<FormStep> => {
    const [session, book] = await Promise.all([openDraft(request, drafts, origin), directories.book(request.now)]);
    return { request, drafts, session, directory: directoryAt(book, request.now) };
  };

  /** A page of the form is closed to a draft that was sent, and to a form that we did not give. */
  const inForm = (respond: (step: FormStep) => Promise<Reply>) => async (request: Request) => {
    const step = await stepOf(request);
    if (step.session.draft?.sent) return seeOther("/apply/received");
    return respond(step);
  };
  const inPost = (respond: (step: FormStep) => Promise<Reply>) =>
    inForm(async (step) => (isForged(step.session, step.request.form) ? forgedFormPage() : respond(step)));

  /** Takes the answers off this device, wherever the person is in the form. */
  const forget = async (request: Request): Promise<Reply> => {
    const { session } = await stepOf(request);
    if (isForged(session, request.form)) return forgedFormPage();
    if (session.draft) await drafts.end(session.tokenHash);
    return seeOther("/", forgetDraft(origin));
  };

  return answerRoutes(
    "apply",
    applyContracts,
    {
      "GET /check": (request) => showPreCheck(request, ports),
      "POST /check": (request) => answerPreCheck(request, ports),

      "GET /apply/{page}": inForm(async (step) => {
        const name = step.request.path.page ?? "";
        if (name === "people") return showPeople(step);
        if (name === "public-funds") return showPublicFunds(step);
        if (name === "started-again") return page("apply/started-again.njk", { hoursKept });
        if (name === "stop") return page("apply/stop.njk", { token: step.session.formToken }, 200, step.session.cookies);
        return isQuestion(name) ? showQuestion(step, name) : notFoundPage();
      }),

      "POST /apply/{page}": async (request) => {
        const name = request.path.page ?? "";
        if (name === "stop" || name === "received") return forget(request);
        return inPost(async (step) => {
          if (name === "people") return takePeople(step);
          if (name === "public-funds") return takePublicFunds(step);
          return isQuestion(name) ? takeAnswer(step, name) : notFoundPage();
        })(request);
      },

      "GET /apply/people/{person}": inForm(showPerson),
      "POST /apply/people/{person}": inPost(takePerson),
      "POST /apply/people/{person}/remove": inPost(removePerson),

      "GET /apply/check": inForm(showCheck),
      "POST /apply/check": inPost((step) => sendAnswers(step, ports)),

      "GET /apply/received": async (request) => {
        const { session } = await stepOf(request);
        if (!session.draft?.sent) return seeOther(session.draft ? "/apply/check" : "/");
        return page("apply/received.njk", { caseId: session.draft.caseId, token: session.formToken });
      },

      "POST /api/applications": (request) => receiveApplication(request, ports),
    },
    { origin, directories, ...(tokens && { tokens }) },
  );
};
