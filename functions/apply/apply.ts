import { createHash } from "node:crypto";
import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { publicFundsForResident } from "../../shared/domain/public-funds.ts";
import { minimumAgeOf } from "../../shared/domain/rules/old-enough.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import { type AnswerPorts, answer, forgedFormPage, notFoundPage, type Request } from "../../shared/http/answer.ts";
import { applyContracts } from "../../shared/http/contracts/apply-contracts.ts";
import { page, type Reply, type Returned, seeOther } from "../../shared/http/reply.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Drafts } from "../../shared/store/drafts.ts";
import { showPublicFunds, takePublicFunds } from "./advice-first.ts";
import { showQuestion, takeAnswer } from "./ask-question.ts";
import { sendAnswers, showCheck } from "./check-answers.ts";
import { browserToken, elsewhere, forgetDraft, hoursKept, isForged, isOver, openDraft } from "./draft-session.ts";
import { showAddress, takeAddress, takePostcode } from "./find-address.ts";
import type { FormStep } from "./form-step.ts";
import { removePerson, showPeople, showPeopleAgain, showPerson, showPersonAgain, takePeople, takePerson } from "./list-people.ts";
import { answerPreCheck, type PreCheckPorts, showPreCheck, showPreCheckAgain } from "./pre-check-page.ts";
import { isSlot } from "./questions/people.ts";
import { firstQuestion, isQuestion } from "./questions.ts";
import { type AddressedPorts, submitAddressed } from "./submit-addressed.ts";
import { programReply } from "./submit-outcomes.ts";
import { type TodaysHelp, todaysHelp } from "./todays-help.ts";

type FormPage = { readonly show: (step: FormStep) => Promise<Reply>; readonly take: (step: FormStep) => Promise<Reply | Returned> };

/** The questions that need more than a page of boxes. */
const ownPages: ReadonlyMap<string, FormPage> = new Map<string, FormPage>([
  ["postcode", { show: (step) => showQuestion(step, "postcode"), take: takePostcode }],
  ["address", { show: showAddress, take: takeAddress }],
  ["people", { show: showPeople, take: takePeople }],
  ["public-funds", { show: showPublicFunds, take: takePublicFunds }],
]);

const formPage = (name: string): FormPage | undefined =>
  ownPages.get(name) ??
  (isQuestion(name) ? { show: (step) => showQuestion(step, name), take: (step) => takeAnswer(step, name) } : undefined);

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "apply/started-again.njk": { readonly hoursKept: number };
    "apply/over.njk": { readonly hoursKept: number; readonly token?: string };
    "apply/stop.njk": { readonly token: string };
    "apply/received.njk": {
      readonly caseId: string;
      readonly token: string;
      readonly publicFunds: readonly string[];
      /** The aims of the scheme that is open. */
      readonly clock?: Pick<Scheme["clock"], "urgentHours" | "otherDays">;
      readonly today?: TodaysHelp;
    };
  }
}

export type ApplyPorts = AnswerPorts &
  AddressedPorts &
  PreCheckPorts & { readonly drafts: Drafts; readonly directories: Pick<Directories, "book"> };

/** GET shows a page of the form; POST takes it, and redirects so that a refresh cannot send it twice. */
export const createApply = ({ drafts, directories, origin, tokens, sessions, ...ports }: ApplyPorts) => {
  const stepOf = async (request: Request): Promise<FormStep> => {
    const { now } = request;
    const [session, book, schemes] = await Promise.all([
      openDraft(request, drafts, origin),
      directories.book(now),
      ports.schemes.book(now),
    ]);
    const scheme = schemeAt(schemes, now);
    return {
      request,
      drafts,
      gazetteer: ports.gazetteer,
      session,
      directory: directoryAt(book, now),
      minimumAge: scheme && minimumAgeOf(scheme),
    };
  };

  const inForm =
    <R>(respond: (step: FormStep) => Promise<R>) =>
    async (request: Request): Promise<R | Reply> => {
      const step = await stepOf(request);
      if (step.session.draft?.sent) return seeOther("/apply/received");
      return respond(step);
    };
  /** Says at once that there are no answers any more, before anybody types another. */
  const inOpen = (respond: (step: FormStep) => Promise<Reply>) =>
    inForm(async (step) => {
      const { session, request } = step;
      if (isOver(session, request.now)) return page("apply/over.njk", { hoursKept, token: session.formToken });
      if (!session.draft && request.path.page !== firstQuestion) return page("apply/over.njk", { hoursKept });
      return respond(step);
    });
  const inPost = <R>(respond: (step: FormStep) => Promise<R>) =>
    inForm(async (step): Promise<R | Reply> => (isForged(step.session, step.request.form) ? forgedFormPage() : respond(step)));

  /** Takes the answers off this device, wherever the person is in the form. */
  const forget = async (request: Request): Promise<Reply> => {
    const { session } = await stepOf(request);
    if (isForged(session, request.form)) return forgedFormPage();
    if (session.draft) await drafts.end(session.tokenHash);
    return seeOther("/", forgetDraft(origin));
  };

  return answer(
    "apply",
    applyContracts,
    {
      reads: {
        "GET /check": (request) => showPreCheck(request, browserToken(request.cookie, origin).cookies, ports),

        "GET /apply/{page}": async (request) => {
          const name = request.path.page ?? "";
          const show = formPage(name)?.show;
          if (show) return inOpen(show)(request);
          return inForm(async ({ session }) => {
            if (name === "started-again") return page("apply/started-again.njk", { hoursKept });
            return name === "stop" ? page("apply/stop.njk", { token: session.formToken }, 200, session.cookies) : notFoundPage();
          })(request);
        },

        "GET /apply/people/{person}": async (request) => (isSlot(request.path.person ?? "") ? inOpen(showPerson)(request) : notFoundPage()),

        "GET /apply/check": inOpen(showCheck),

        "GET /apply/received": async (request) => {
          const { session, directory } = await stepOf(request);
          if (isOver(session, request.now)) return seeOther("/");
          if (!session.draft?.sent) return seeOther(session.draft ? "/apply/check" : "/");
          const scheme = schemeAt(await ports.schemes.book(request.now), request.now);
          return page("apply/received.njk", {
            caseId: session.draft.caseId,
            token: session.formToken,
            publicFunds: publicFundsForResident,
            ...(scheme && { clock: scheme.clock, today: todaysHelp(scheme, directory, request.now) }),
          });
        },

        // Asks the store nothing, since somebody who has to leave at once cannot wait for it.
        "GET /exit": async () => seeOther(elsewhere, forgetDraft(origin)),
      },
      acts: {
        checkFirst: {
          page: (request) => answerPreCheck(request, ports),
          again: (request, { status }) => showPreCheckAgain(request, status, { ...ports, directories }),
        },

        answerQuestion: {
          page: async (request) => {
            const name = request.path.page ?? "";
            if (name === "stop" || name === "received") return forget(request);
            return inPost(async (step) => formPage(name)?.take(step) ?? notFoundPage())(request);
          },
          // The draft keeps the answers to every other question, right or wrong.
          again: (request, { status }) => inForm((step) => showPeopleAgain(step, status))(request),
        },
        answerAboutPerson: {
          page: inPost(takePerson),
          again: (request, { status }) => inForm((step) => showPersonAgain(step, status))(request),
        },
        removePerson: { page: inPost(removePerson) },
        sendAnswers: { page: inPost((step) => sendAnswers(step, ports)) },

        apply: {
          api: async ({ body: application, principal, idempotencyKey, now }) => {
            // One caller's key stands for one case, however often it is sent.
            const caseId = caseIdFrom(createHash("sha256").update(`${principal.id}:${idempotencyKey}`).digest());
            return programReply(await submitAddressed({ caseId, application, by: actorOf(principal), now }, ports));
          },
        },
      },
    },
    { origin, directories, returned: drafts.returned, ...(tokens && { tokens }), ...(sessions && { sessions }) },
  );
};
