import { approvalRequestSchema, declineRequestSchema } from "../../shared/http/contracts/award-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { readCaseForm, seenFrom } from "../case/case-form.ts";

/** The forms of a second approval, read by the API's own schemas. */
export const readApproveForm = (fields: Form) => {
  const reason = fields.one("reason");
  const typed = { seen: seenFrom(fields), ...(reason.trim() && { reason }) };
  return readCaseForm(approvalRequestSchema, typed, ([part]) => (part === "reason" ? "approve-reason" : "decide"));
};

export const readDeclineForm = (fields: Form) =>
  readCaseForm(declineRequestSchema, { seen: seenFrom(fields), reason: fields.one("reason") }, ([part]) =>
    part === "reason" ? "decline-reason" : "decide",
  );
