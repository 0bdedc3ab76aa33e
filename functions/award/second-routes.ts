import type { Routes } from "../../shared/http/answer.ts";
import type { awardContracts } from "../../shared/http/contracts/award-contracts.ts";
import { decisionIdFrom } from "../case/case-form.ts";
import { type CasePagePorts, casePage } from "../case/case-page.ts";
import { approveAward } from "./approve-award.ts";
import { declineAward } from "./decline-award.ts";
import type { SecondPorts } from "./second-approval.ts";
import { readApproveForm, readDeclineForm } from "./second-forms.ts";
import { secondPage, secondReply } from "./second-replies.ts";

type AwardRoutes = Routes<"award", typeof awardContracts>;
type FormRoute = AwardRoutes["POST /cases/{caseId}/approve"];

/** Approving an award and sending it back, each by a form and by the API. */
export const secondRoutes = (ports: SecondPorts & CasePagePorts) => {
  const approveForm: FormRoute = async ({ path: { caseId = "" }, form, now, principal }) => {
    const again = { now, principal, typed: { form: "approve", fields: form } } as const;
    const read = readApproveForm(form);
    if (read.kind === "invalid") return casePage(caseId, ports, { ...again, errors: read.errors, status: 400 });
    const key = decisionIdFrom(principal, form);
    return secondPage(await approveAward({ caseId, by: principal, now, key, ...read.request }, ports), caseId, ports, again);
  };

  const declineForm: FormRoute = async ({ path: { caseId = "" }, form, now, principal }) => {
    const again = { now, principal, typed: { form: "decline", fields: form } } as const;
    const read = readDeclineForm(form);
    if (read.kind === "invalid") return casePage(caseId, ports, { ...again, errors: read.errors, status: 400 });
    const key = decisionIdFrom(principal, form);
    return secondPage(await declineAward({ caseId, by: principal, now, key, ...read.request }, ports), caseId, ports, again);
  };

  const approveCall: AwardRoutes["POST /api/cases/{caseId}/approvals"] = async (request) => {
    const { path, body, principal, now, idempotencyKey } = request;
    const step = { caseId: path.caseId ?? "", by: principal, now, key: `${principal.id}:${idempotencyKey}`, ...body };
    return secondReply(await approveAward(step, ports), principal);
  };

  const declineCall: AwardRoutes["POST /api/cases/{caseId}/declines"] = async (request) => {
    const { path, body, principal, now, idempotencyKey } = request;
    const step = { caseId: path.caseId ?? "", by: principal, now, key: `${principal.id}:${idempotencyKey}`, ...body };
    return secondReply(await declineAward(step, ports), principal);
  };

  return { approveForm, declineForm, approveCall, declineCall };
};
