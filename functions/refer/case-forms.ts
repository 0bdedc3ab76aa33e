import { caseReferralRequestSchema, withdrawalRequestSchema } from "../../shared/http/contracts/refer-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { readCaseForm, seenFrom } from "../case/case-form.ts";

/** The case page's form for one referral. */
export const readReferForm = (fields: Form) =>
  readCaseForm(
    caseReferralRequestSchema,
    { seen: seenFrom(fields), service: fields.one("service"), reasons: fields.all("reasons"), asks: fields.one("asks") },
    ([part]) => (part === "service" || part === "reasons" || part === "asks" ? `refer-${part}` : "referrals"),
  );

/** The case page has one such form for each referral that can be withdrawn. */
export const readWithdrawForm = (fields: Form) =>
  readCaseForm(
    withdrawalRequestSchema,
    { seen: seenFrom(fields), referralId: fields.one("referralId"), reason: fields.one("reason") },
    ([part]) => (part === "reason" ? `withdraw-${fields.one("referralId")}-reason` : "referrals"),
  );
