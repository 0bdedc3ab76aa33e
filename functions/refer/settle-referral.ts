import type { Case } from "../../shared/domain/case/case.ts";
import { takeStep, wasTaken } from "../../shared/domain/case/take-step.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { type FollowedUpState, isToFollowUp } from "../../shared/domain/referral/follow-up.ts";
import type { Referral } from "../../shared/domain/referral/referral.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import { type CaseStep, takerOf } from "../decide/case-step.ts";

/** In order of precedence. */
export type SettleOutcome =
  | { readonly kind: "settled"; readonly referral: Referral }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "stale"; readonly now: Case }
  /** The service has answered since, or a colleague has dealt with it. */
  | { readonly kind: "nothingToSettle"; readonly referral: Referral };

/** `state` is the state of the referral as the caseworker saw it. */
type ReferralSettlement = CaseStep & { readonly referralId: string; readonly state: FollowedUpState; readonly reason: string };

export type SettlePorts = { readonly cases: Pick<Cases, "whole">; readonly referrals: Pick<Referrals, "settle"> };

/** A caseworker says that they have dealt with a referral that came back or was not answered. Safe to send again after a lost answer. */
export const settleReferral = async (step: ReferralSettlement, { cases, referrals }: SettlePorts): Promise<SettleOutcome> => {
  const whole = isCaseId(step.caseId) ? await cases.whole(step.caseId) : undefined;
  if (!whole) return { kind: "notFound" };
  const { referralId, state, reason } = step;
  const referral = whole.referrals.find((one) => one.referralId === referralId);
  const settling = { kind: "settleReferral", referralId, reason } as const;
  const taken = takeStep(whole.case, settling, takerOf(step));
  if (taken.kind === "barred") return taken;
  if (!referral) return { kind: "notFound" };
  if (taken.kind === "stale") return wasTaken(settling, takerOf(step), whole.events) ? { kind: "settled", referral } : taken;
  const followUp = whole.followUps.find((one) => one.referralId === referralId);
  if (referral.state !== state || !isToFollowUp(referral, followUp, londonDay(step.now))) return { kind: "nothingToSettle", referral };

  const done = await referrals.settle({ taken, referral, state });
  switch (done.kind) {
    case "settled":
      return { kind: "settled", referral };
    case "caseMoved":
      return metAsSettled(step, settling, done.now, referral, cases);
    case "followUpMoved":
      return { kind: "nothingToSettle", referral };
  }
};

const metAsSettled = async (
  step: ReferralSettlement,
  settling: Parameters<typeof wasTaken<"settleReferral">>[0],
  now: Case,
  referral: Referral,
  cases: Pick<Cases, "whole">,
): Promise<SettleOutcome> => {
  const whole = await cases.whole(step.caseId);
  return whole && wasTaken(settling, takerOf(step), whole.events) ? { kind: "settled", referral } : { kind: "stale", now };
};
