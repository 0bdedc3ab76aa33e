import { referralStateWords } from "../../shared/domain/referral/referral.ts";
import { choice, choices, text } from "../../shared/forms/fields.ts";
import { group, heldTo } from "../../shared/forms/group.ts";
import {
  agreementRequestSchema,
  agreements,
  caseReferralRequestSchema,
  settlementRequestSchema,
  withdrawalRequestSchema,
} from "../../shared/http/contracts/refer-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { seenPart } from "../case/case-form.ts";

const { service, reasons, asks, insteadOf } = caseReferralRequestSchema.shape;

export const readReferForm = heldTo(
  caseReferralRequestSchema,
  group({
    seen: seenPart("referrals"),
    service: text({ name: "service", id: "refer-service" }, service),
    reasons: choices({ name: "reasons", id: "refer-reasons", options: {} }, reasons),
    asks: text({ name: "asks", id: "refer-asks" }, asks),
    insteadOf: text({ name: "insteadOf", id: "refer-insteadOf" }, insteadOf),
  }),
  "referrals",
).read;

const settlement = settlementRequestSchema.shape;

/** One of these for each referral that a caseworker has to follow up. */
export const readSettleForm = (fields: Form) =>
  heldTo(
    settlementRequestSchema,
    group({
      seen: seenPart("referrals"),
      referralId: text({ name: "referralId", id: "referrals" }, settlement.referralId),
      state: choice({ name: "state", id: "referrals", options: referralStateWords }, settlement.state),
      reason: text({ name: "reason", id: `settle-${fields.one("referralId")}-reason` }, settlement.reason),
    }),
    "referrals",
  ).read(fields);

const agreement = agreementRequestSchema.shape;

export const readAgreementForm = heldTo(
  agreementRequestSchema,
  group({
    seen: seenPart("referrals"),
    says: choice({ name: "says", id: "agree-says", options: agreements }, agreement.says),
    reason: text({ name: "reason", id: "agree-reason" }, agreement.reason),
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
