import * as z from "zod/mini";
import { referralRequestSchema, seenSchema } from "../../domain/award/award.ts";
import { longText } from "../../domain/text.ts";
import { nextDates } from "./case-shapes.ts";
import { actor, type ContractsOf, list, paging } from "./contract.ts";

export const caseReferralRequestSchema = z.strictObject({ seen: seenSchema, ...referralRequestSchema.shape });
export const withdrawalRequestSchema = z.strictObject({
  seen: seenSchema,
  referralId: longText("the referral", 40),
  reason: longText("why it is withdrawn", 500),
});

const version = z.int({ error: "Say which version of the referral you saw" }).check(z.positive());
export const acceptanceRequestSchema = z.strictObject({ version });
export const rejectionRequestSchema = z.strictObject({ version, reason: longText("why you cannot take this referral", 1000) });
export const outcomeRequestSchema = z.strictObject({ version, outcome: longText("what came of it", 2000) });

const referralReply = z.object({
  referralId: z.string(),
  caseId: z.string(),
  service: z.string(),
  serviceName: z.optional(z.string()),
  reasons: z.array(z.string()),
  reasonLabels: z.optional(z.array(z.string())),
  asks: z.string(),
  urgent: z.boolean(),
  person: z.object({ name: z.string(), householdSize: z.int(), children: z.int() }),
  contact: z.object({
    ways: z.array(z.string()),
    phone: z.optional(z.string()),
    email: z.optional(z.string()),
    safety: z.optional(z.string()),
  }),
  consent: z.object({ agreed: z.literal(true), at: z.string(), shares: z.optional(z.string()) }),
  requestedAt: z.string(),
  requestedBy: actor,
  answerDue: z.string(),
  state: z.string(),
  steps: z.array(z.object({ state: z.string(), at: z.string(), by: actor, note: z.optional(z.string()) })),
  version: z.int(),
});
/** All that a service is told of a referral which was withdrawn from it. */
const withdrawnReferralReply = z.object({
  referralId: z.string(),
  service: z.string(),
  state: z.literal("cancelled"),
  withdrawnAt: z.string(),
  version: z.int(),
});
const serviceReferralReply = z.union([referralReply, withdrawnReferralReply]);

/** The API of referrals, for assessors who make them and services that answer them. */
export const referContracts = {
  "POST /api/cases/{caseId}/referrals": {
    does: "Refers a case to a service.",
    request: caseReferralRequestSchema,
    reply: referralReply,
    status: 201,
    refuses: ["interest-declared", "stale-case"],
  },
  "POST /api/cases/{caseId}/withdrawals": {
    does: "Withdraws a referral.",
    request: withdrawalRequestSchema,
    reply: referralReply,
    status: 201,
    refuses: ["interest-declared", "stale-case"],
  },
  "GET /api/referrals": {
    does: "The service's referrals: open ones first, the soonest due first.",
    query: paging,
    reply: list(serviceReferralReply),
    status: 200,
  },
  "GET /api/referrals/{referralId}": {
    does: "One referral, with how to contact the person safely and from when what was asked for can be met. Of a withdrawn one, only that it was withdrawn.",
    reply: z.union([z.object({ ...referralReply.shape, nextDates }), withdrawnReferralReply]),
    status: 200,
  },
  "POST /api/referrals/{referralId}/acceptances": {
    does: "Accepts a referral.",
    request: acceptanceRequestSchema,
    reply: referralReply,
    status: 201,
    refuses: ["stale-case", "idempotency-key-reused"],
  },
  "POST /api/referrals/{referralId}/rejections": {
    does: "Says why a referral cannot be taken.",
    request: rejectionRequestSchema,
    reply: referralReply,
    status: 201,
    refuses: ["stale-case", "idempotency-key-reused"],
  },
  "POST /api/referrals/{referralId}/outcomes": {
    does: "Closes a referral with what came of it.",
    request: outcomeRequestSchema,
    reply: referralReply,
    status: 201,
    refuses: ["stale-case", "idempotency-key-reused"],
  },
} as const satisfies ContractsOf<"refer">;
