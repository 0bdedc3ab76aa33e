import * as z from "zod/mini";
import { referralRequestSchema, seenSchema } from "../../domain/award/award.ts";
import { followedUpStates } from "../../domain/referral/follow-up.ts";
import { longText } from "../../domain/text.ts";
import { interestDeclaredReply, interestRequestSchema, referralReply, serviceReferralReply as sharedReferralReply } from "./case-shapes.ts";
import { actor, type ContractsOf, list, paging } from "./contract.ts";

export const caseReferralRequestSchema = z.strictObject({
  seen: seenSchema,
  ...referralRequestSchema.shape,
  /** The referral of this case that a service gave back or did not answer: it needs no more following up. */
  insteadOf: z.optional(longText("the referral in whose place this is made", 40)),
});
export const settlementRequestSchema = z.strictObject({
  seen: seenSchema,
  referralId: longText("the referral", 40),
  /** Its state as the caseworker saw it. */
  state: z.enum(followedUpStates, { error: "Say in which state you saw the referral: requested or rejected" }),
  reason: longText("what you did about it", 500),
});
export const withdrawalRequestSchema = z.strictObject({
  seen: seenSchema,
  referralId: longText("the referral", 40),
  reason: longText("why it is withdrawn", 500),
});

export const agreements = { agrees: "They agree to be referred", noLongerAgrees: "They do not agree any more" } as const;
export type AgreementSaid = keyof typeof agreements;
export const agreementRequestSchema = z.strictObject({
  seen: seenSchema,
  says: z.enum(Object.keys(agreements) as [AgreementSaid, ...AgreementSaid[]], { error: "Select what they say now" }),
  reason: longText("how they told you, and when", 500),
});

const version = z.int({ error: "Say which version of the referral you saw" }).check(z.positive());
export const acceptanceRequestSchema = z.strictObject({ version });
export const rejectionRequestSchema = z.strictObject({ version, reason: longText("why you cannot take this referral", 1000) });
export const outcomeRequestSchema = z.strictObject({ version, outcome: longText("what came of it", 2000) });

/** All that a service is told of a referral which was withdrawn from it. */
const withdrawnReferralReply = () =>
  z.strictObject({
    referralId: z.string(),
    service: z.string(),
    state: z.literal("cancelled"),
    withdrawnAt: z.string(),
    version: z.int(),
  });
const serviceReferralReply = () => z.union([sharedReferralReply(), withdrawnReferralReply()]);
/** In the list, a referral of a household in which the reader has declared an interest only says that it is there. */
const referralInList = () =>
  z.union([
    serviceReferralReply(),
    z.strictObject({ referralId: z.string(), service: z.string(), interestDeclared: z.literal(true), version: z.int() }),
  ]);

/** The API of referrals, for assessors who make them and services that answer them. */
export const referContracts = {
  "POST /api/cases/{caseId}/referrals": {
    request: caseReferralRequestSchema,
    reply: z.lazy(referralReply),
    status: 201,
    refuses: ["interest-declared", "stale-case"],
  },
  "POST /api/cases/{caseId}/withdrawals": {
    request: withdrawalRequestSchema,
    reply: z.lazy(referralReply),
    status: 201,
    refuses: ["interest-declared", "stale-case"],
  },
  "POST /api/cases/{caseId}/settled-referrals": {
    request: settlementRequestSchema,
    reply: z.lazy(referralReply),
    status: 201,
    refuses: ["interest-declared", "stale-case"],
  },
  "POST /api/cases/{caseId}/agreements": {
    request: agreementRequestSchema,
    reply: z.lazy(() =>
      z.strictObject({
        agreement: z.strictObject({ agreed: z.boolean(), at: z.string(), by: actor }),
        /** The open referrals that were withdrawn with it. */
        withdrawn: z.array(z.string()),
      }),
    ),
    status: 201,
    refuses: ["interest-declared", "stale-case"],
  },
  "GET /api/referrals-to-follow-up": {
    does: "Referrals that caseworkers follow up: given back by their service, or (list=overdue) not answered in time. With the counts of both, which stop at 1,000.",
    query: ["list", ...paging],
    reply: z.lazy(() =>
      z.strictObject({
        ...list(
          z.strictObject({
            referralId: z.string(),
            caseId: z.string(),
            service: z.string(),
            serviceName: z.optional(z.string()),
            name: z.string(),
            said: z.optional(z.string()),
            since: z.string(),
            answerDue: z.string(),
          }),
        ).shape,
        counts: z.strictObject({ givenBack: z.int(), overdue: z.int() }),
      }),
    ),
    status: 200,
  },
  "GET /api/referrals": {
    does: "The service's referrals: open ones first, the soonest due first.",
    query: paging,
    reply: z.lazy(() => list(referralInList())),
    status: 200,
  },
  "GET /api/referrals/{referralId}": {
    does: "One referral, with what the person agreed to share. How to contact them is there until the referral is closed or given back. Of a withdrawn one, only that it was withdrawn.",
    reply: z.lazy(serviceReferralReply),
    status: 200,
    refuses: ["interest-declared"],
  },
  "POST /api/referrals/{referralId}/interests": {
    request: interestRequestSchema,
    reply: z.lazy(interestDeclaredReply),
    status: 201,
  },
  "POST /api/referrals/{referralId}/acceptances": {
    request: acceptanceRequestSchema,
    reply: z.lazy(sharedReferralReply),
    status: 201,
    refuses: ["interest-declared", "stale-case", "idempotency-key-reused"],
  },
  "POST /api/referrals/{referralId}/rejections": {
    request: rejectionRequestSchema,
    reply: z.lazy(sharedReferralReply),
    status: 201,
    refuses: ["interest-declared", "stale-case", "idempotency-key-reused"],
  },
  "POST /api/referrals/{referralId}/outcomes": {
    request: outcomeRequestSchema,
    reply: z.lazy(sharedReferralReply),
    status: 201,
    refuses: ["interest-declared", "stale-case", "idempotency-key-reused"],
  },
} as const satisfies ContractsOf<"refer">;
