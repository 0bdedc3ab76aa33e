import type { Case } from "../../shared/domain/case/case.ts";
import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { mayMove, type Referral, type ReferralStep } from "../../shared/domain/referral/referral.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Cases, WholeCase } from "../../shared/store/cases.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import { isAsSeen, type OnwardStep } from "./case-as-seen.ts";

export type WithdrawOutcome =
  | { readonly kind: "withdrawn"; readonly referral: Referral }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "stale"; readonly now: Case }
  /** The service has finished with it: there is nothing left to withdraw. */
  | { readonly kind: "alreadyClosed"; readonly referral: Referral };

type ReferralWithdrawal = OnwardStep & { readonly referralId: string; readonly reason: string };

export type WithdrawPorts = { readonly cases: Pick<Cases, "whole">; readonly referrals: Pick<Referrals, "withdraw"> };

/** Takes a referral back, and with it the service's sight of the person. Safe to send again after a lost answer. */
export const withdrawReferral = (step: ReferralWithdrawal, { cases, referrals }: WithdrawPorts): Promise<WithdrawOutcome> =>
  retry<WithdrawOutcome>(async () => {
    const whole = isCaseId(step.caseId) ? await cases.whole(step.caseId) : undefined;
    const referral = whole?.referrals.find(({ referralId }) => referralId === step.referralId);
    if (whole && isBarred(whole.case, step.by.id)) return { kind: "barred" };
    if (!whole || !referral) return { kind: "notFound" };
    if (!isAsSeen(whole.case, step.seen))
      return wasThis(step, whole) ? { kind: "withdrawn", referral } : { kind: "stale", now: whole.case };
    if (!mayMove(referral.state, "cancelled")) return { kind: "alreadyClosed", referral };

    const last: ReferralStep = { state: "cancelled", at: step.now.toISOString(), by: step.by, note: step.reason };
    const done = await referrals.withdraw({ before: whole.case, referral, step: last, reason: step.reason });
    if (done.kind === "withdrawn") {
      return {
        kind: "withdrawn",
        referral: { ...referral, state: "cancelled", steps: [...referral.steps, last], version: referral.version + 1 },
      };
    }
    return again;
  });

/** Whether the event after the version seen is this very withdrawal. */
const wasThis = ({ by, seen, referralId, reason }: ReferralWithdrawal, { events }: WholeCase): boolean => {
  const next = events.find(({ sequence }) => sequence === seen.version + 1);
  return (
    next?.by.id === by.id &&
    next.detail.kind === "referralWithdrawn" &&
    next.detail.referralId === referralId &&
    next.detail.reason === reason
  );
};
