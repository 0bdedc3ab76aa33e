import { choices, text } from "../../shared/forms/fields.ts";
import { group, heldTo } from "../../shared/forms/group.ts";
import { caseReferralRequestSchema, withdrawalRequestSchema } from "../../shared/http/contracts/refer-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { seenPart } from "../case/case-form.ts";

const { service, reasons, asks } = caseReferralRequestSchema.shape;

export const readReferForm = heldTo(
  caseReferralRequestSchema,
  group({
    seen: seenPart("referrals"),
    service: text({ name: "service", id: "refer-service" }, service),
    reasons: choices({ name: "reasons", id: "refer-reasons", options: {} }, reasons),
    asks: text({ name: "asks", id: "refer-asks" }, asks),
  }),
  "referrals",
).read;

const withdrawal = withdrawalRequestSchema.shape;

/** The case page has one of these forms for each referral that an assessor can withdraw. */
export const readWithdrawForm = (fields: Form) =>
  heldTo(
    withdrawalRequestSchema,
    group({
      seen: seenPart("referrals"),
      referralId: text({ name: "referralId", id: "referrals" }, withdrawal.referralId),
      reason: text({ name: "reason", id: `withdraw-${fields.one("referralId")}-reason` }, withdrawal.reason),
    }),
    "referrals",
  ).read(fields);
