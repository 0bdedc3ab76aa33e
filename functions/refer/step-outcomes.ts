import { type Referral, referralStateWords } from "../../shared/domain/referral/referral.ts";
import type { Outcomes } from "../../shared/http/act.ts";
import { json, problem, type Reply } from "../../shared/http/reply.ts";
import { interestDeclared } from "../case/interest-declared.ts";
import type { DeclareOutcome } from "../decide/declare-interest.ts";
import { asServiceSees, serviceReferralReply } from "./referral-for-service.ts";
import type { StepOutcome } from "./take-partner-step.ts";

const stale = "Somebody changed this referral after you opened it, so nothing was done.";
const notPossible = "This cannot be done with the referral as it stands, so nothing was done.";
const otherStep = "This form was sent before with other words, so nothing more was done. What was recorded is below.";

const andNow = (why: string, { state, steps }: Referral): string => {
  const by = steps.at(-1)?.by.name;
  return `${why} It is now: ${referralStateWords[state].toLowerCase()}${by ? ` (${by})` : ""}.`;
};

const movedOn = (why: string, now: Referral): Reply =>
  problem("stale-case", { detail: andNow(why, now), referral: serviceReferralReply(asServiceSees(now)) });

export const stepOutcomes: Outcomes<StepOutcome> = {
  taken: {
    page: ({ referral: { referralId } }) => ({ to: `/referrals/${referralId}` }),
    api: ({ referral }) => json(serviceReferralReply(asServiceSees(referral)), 201),
  },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  barred: { page: () => ({ status: 403 }), api: ({ caseId }) => interestDeclared(caseId) },
  withdrawn: { page: () => ({ status: 409 }), api: () => problem("stale-case", { detail: "The referral was withdrawn." }) },
  otherStepUnderThisId: { page: () => ({ status: 409, notice: otherStep }), api: () => problem("idempotency-key-reused") },
  stale: { page: ({ now }) => ({ status: 409, notice: andNow(stale, now) }), api: ({ now }) => movedOn(stale, now) },
  notPossible: { page: ({ now }) => ({ status: 409, notice: andNow(notPossible, now) }), api: ({ now }) => movedOn(notPossible, now) },
};

export const declareInReferralOutcomes: Outcomes<DeclareOutcome> = {
  declared: { page: () => ({ to: "/referrals" }), api: ({ caseId }) => json({ caseId, takesPart: false }, 201) },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
};
