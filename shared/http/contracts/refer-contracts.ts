import * as z from "zod/mini";
import { referralRequestSchema, seenSchema } from "../../domain/award/award.ts";
import { followedUpStates } from "../../domain/referral/follow-up.ts";
import { says } from "../../domain/says.ts";
import { longText } from "../../domain/text.ts";
import { interestDeclaredReply, interestRequestSchema, referralReply, serviceReferralReply as sharedReferralReply } from "./case-shapes.ts";
import { actor, type ContractsOf, list, paging } from "./contract.ts";
import { day, instant, text, whole } from "./fields.ts";

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
  state: says(z.enum(followedUpStates, { error: "Say in which state you saw the referral: requested or rejected" }), "Where it stands."),
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
  says: says(
    z.enum(Object.keys(agreements) as [AgreementSaid, ...AgreementSaid[]], { error: "Select what they say now" }),
    "What they say now of being referred.",
  ),
  reason: longText("how they told you, and when", 500),
});

const version = says(
  z.int({ error: "Say which version of the referral you saw" }).check(z.positive()),
  "The version of the referral that you saw.",
);
export const acceptanceRequestSchema = z.strictObject({ version });
export const rejectionRequestSchema = z.strictObject({ version, reason: longText("why you cannot take this referral", 1000) });
export const outcomeRequestSchema = z.strictObject({ version, outcome: longText("what came of it", 2000) });

/** All that a service is told of a referral which was withdrawn from it. */
const withdrawnReferralReply = () =>
  z.strictObject({
    referralId: text("The referral’s id."),
    service: text("The service’s code, from the directory of services."),
    state: says(z.literal("cancelled"), "Where it stands."),
    withdrawnAt: instant("When the referral was withdrawn."),
    version: whole("The version; send the one that you saw when you change it."),
  });
const serviceReferralReply = () => z.union([sharedReferralReply(), withdrawnReferralReply()]);
/** In the list, a referral of a household in which the reader has declared an interest only says that it is there. */
const referralInList = () =>
  z.union([
    serviceReferralReply(),
    z.strictObject({
      referralId: text("The referral’s id."),
      service: text("The service’s code, from the directory of services."),
      interestDeclared: says(z.literal(true), "You declared an interest in this household: this is all that you see."),
      version: whole("The version; send the one that you saw when you change it."),
    }),
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
        agreement: says(
          z.strictObject({
            agreed: says(z.boolean(), "Whether they agree to be referred."),
            at: instant("When it was recorded."),
            by: says(actor, "Who recorded it."),
          }),
          "Their last word on being referred.",
        ),
        withdrawn: says(z.array(z.string()), "The ids of the open referrals that were withdrawn with it."),
      }),
    ),
    status: 201,
    refuses: ["interest-declared", "stale-case"],
  },
  "GET /api/referrals-to-follow-up": {
    name: "listReferralsToFollowUp",
    does: "Referrals that caseworkers follow up: given back by their service, or (list=overdue) not answered in time. With the counts of both, which stop at 1,000.",
    query: ["list", ...paging],
    reply: z.lazy(() =>
      z.strictObject({
        ...list(
          z.strictObject({
            referralId: text("The referral’s id."),
            caseId: text("The case’s id."),
            service: text("The service’s code, from the directory of services."),
            serviceName: z.optional(text("What the service is called.")),
            name: text("The name of the person referred."),
            said: z.optional(text("What the service said.")),
            since: instant("Since when."),
            answerDue: day("The day by which the service’s answer is due."),
          }),
        ).shape,
        counts: says(
          z.strictObject({
            givenBack: whole("How many a service gave back; counted up to 1,000."),
            overdue: whole("How many were not answered in time; counted up to 1,000."),
          }),
          "How many of each kind.",
        ),
      }),
    ),
    status: 200,
  },
  "GET /api/referrals": {
    name: "listReferrals",
    does: "The service's referrals: open ones first, the soonest due first.",
    query: paging,
    reply: z.lazy(() => list(referralInList())),
    status: 200,
  },
  "GET /api/referrals/{referralId}": {
    name: "getReferral",
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
