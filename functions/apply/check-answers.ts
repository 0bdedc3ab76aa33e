import { resident } from "../../shared/domain/principal.ts";
import { page, type Reply, seeOther } from "../../shared/http/reply.ts";
import { askingNow, changePath, type FormStep } from "./form-step.ts";
import { type Asking, formOn } from "./question.ts";
import { askedNames, questionOf } from "./questions.ts";
import { readAnswers } from "./read-answers.ts";
import { type SubmitPorts, submitApplication } from "./submit-application.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "apply/check.njk": { readonly rows: ReturnType<typeof rowsOf>; readonly token: string };
  }
}

/** Every answer in the order of the form. An optional one left empty has its row too, so that it can still be given. */
const rowsOf = (asking: Asking) =>
  askedNames(asking).flatMap((name) =>
    questionOf(name)
      .rows(asking, formOn(asking, name))
      .map((row) => ({ ...row, changePath: changePath(name) })),
  );

/** Shows everything that was answered, or the first page that something is missing from. */
export const showCheck = async (step: FormStep): Promise<Reply> => {
  const asking = askingNow(step);
  const read = readAnswers(asking);
  if (read.kind === "incomplete") return seeOther(changePath(read.page), step.session.cookies);
  return page("apply/check.njk", { rows: rowsOf(asking), token: step.session.formToken });
};

/** Sends the application. However often the button is pressed, the draft's one case id makes it one. */
export const sendAnswers = async (step: FormStep, ports: SubmitPorts): Promise<Reply> => {
  const { draft, tokenHash, cookies } = step.session;
  const read = readAnswers(askingNow(step));
  if (!draft || read.kind === "incomplete") return seeOther("/apply/check", cookies);

  const outcome = await submitApplication(
    { caseId: draft.caseId, application: read.application, by: resident, now: step.request.now, draftTokenHash: tokenHash },
    ports,
  );
  // Another press of the button may have sent other answers first; those are the application.
  return seeOther(outcome.kind === "impossibleDates" ? "/apply/about-you" : "/apply/received");
};
