import type { FormRead } from "../../shared/forms/form.ts";
import type { Request } from "../../shared/http/answer.ts";
import type { Form } from "../../shared/http/read-body.ts";
import type { Reply } from "../../shared/http/reply.ts";
import type { Role } from "../../shared/system.ts";
import { answerReferral } from "./answer-referral.ts";
import { recordOutcome } from "./record-outcome.ts";
import { readAcceptForm, readOutcomeForm, readRejectForm, stepIdFrom } from "./referral-forms.ts";
import { type ReferralForm, type ReferralPagePorts, referralPage } from "./referral-page.ts";
import { stepPage, stepReply } from "./step-replies.ts";
import type { PartnerStep, PartnerStepPorts, StepOutcome } from "./take-step.ts";

type FromPartner<B = unknown> = Request<readonly Role[], B>;
type Seen = { readonly version: number };
type Take<T> = (step: PartnerStep, request: T) => Promise<StepOutcome>;

/** The three steps that a partner takes with a referral, each by a page's form and by the API. */
export const partnerSteps = (ports: PartnerStepPorts & ReferralPagePorts) => {
  const accept: Take<Seen> = (step) => answerReferral(step, { kind: "accepted" }, ports);
  const reject: Take<Seen & { readonly reason: string }> = (step, { reason }) => answerReferral(step, { kind: "rejected", reason }, ports);
  const record: Take<Seen & { readonly outcome: string }> = (step, { outcome }) => recordOutcome(step, outcome, ports);

  const byForm =
    <T extends Seen>(name: ReferralForm, read: (fields: Form) => FormRead<T>, take: Take<T>) =>
    async ({ path: { referralId = "" }, form, now, principal }: FromPartner): Promise<Reply> => {
      const again = { now, principal, typed: { form: name, fields: form } };
      const typed = read(form);
      if (typed.kind === "invalid") return referralPage(referralId, ports, { ...again, errors: typed.errors, status: 400 });
      const step = { referralId, version: typed.request.version, stepId: stepIdFrom(principal, form), by: principal, now };
      return stepPage(await take(step, typed.request), referralId, ports, again);
    };

  const byApi =
    <T extends Seen>(take: Take<T>) =>
    async ({ path: { referralId = "" }, body, now, principal, idempotencyKey }: FromPartner<T>): Promise<Reply> =>
      stepReply(await take({ referralId, version: body.version, stepId: `${principal.id}:${idempotencyKey}`, by: principal, now }, body));

  return {
    acceptForm: byForm("accept", readAcceptForm, accept),
    rejectForm: byForm("reject", readRejectForm, reject),
    outcomeForm: byForm("outcome", readOutcomeForm, record),
    acceptCall: byApi(accept),
    rejectCall: byApi(reject),
    outcomeCall: byApi(record),
  };
};
