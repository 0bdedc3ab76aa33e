import { formatInstant } from "../../shared/domain/dates.ts";
import { resident } from "../../shared/domain/principal.ts";
import { page, type Reply, seeOther } from "../../shared/http/reply.ts";
import { askingNow, changePath, type FormStep } from "./form-step.ts";
import { type Asking, formOn } from "./question.ts";
import { askedNames, questionOf } from "./questions.ts";
import { readAnswers } from "./read-answers.ts";
import { type AddressedPorts, submitAddressed } from "./submit-addressed.ts";
import { residentReply } from "./submit-outcomes.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "apply/check.njk": { readonly rows: ReturnType<typeof rowsOf>; readonly token: string; readonly keptUntil?: string | undefined };
  }
}

/** Every answer in the order of the form. An optional one left empty has a row too, so that people can still give it. */
const rowsOf = (asking: Asking) =>
  askedNames(asking).flatMap((name) =>
    questionOf(name)
      .rows(asking, formOn(asking, name))
      .map((row) => ({ ...row, changePath: changePath(name) })),
  );

export const showCheck = async (step: FormStep): Promise<Reply> => {
  const asking = askingNow(step);
  const read = readAnswers(asking);
  if (read.kind === "incomplete") return seeOther(changePath(read.page), step.session.cookies);
  const until = asking.keptUntil && formatInstant(asking.keptUntil.toISOString());
  return page("apply/check.njk", { rows: rowsOf(asking), token: step.session.formToken, keptUntil: until });
};

/** However often somebody presses the button, the draft's one case id makes one application. */
export const sendAnswers = async (step: FormStep, ports: AddressedPorts): Promise<Reply> => {
  const { draft, tokenHash, cookies } = step.session;
  const { source } = step.request;
  const read = readAnswers(askingNow(step));
  if (!draft || read.kind === "incomplete") return seeOther("/apply/check", cookies);

  return residentReply(
    await submitAddressed(
      {
        caseId: draft.caseId,
        application: read.application,
        by: resident,
        now: step.request.now,
        draftTokenHash: tokenHash,
        ...(source && { source }),
      },
      ports,
    ),
  );
};
