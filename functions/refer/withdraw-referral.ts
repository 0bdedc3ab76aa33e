import type { Case } from "../../shared/domain/case/case.ts";
import { takeStep, wasTaken } from "../../shared/domain/case/take-step.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { mayMove, type Referral, type ReferralStep } from "../../shared/domain/referral/referral.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import { type CaseStep, takerOf } from "../decide/case-step.ts";

export type WithdrawOutcome =
  | { readonly kind: "withdrawn"; readonly referral: Referral }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "stale"; readonly now: Case }
  /** The service has closed it, so there is nothing left to withdraw. */
  | { readonly kind: "alreadyClosed"; readonly referral: Referral };

type ReferralWithdrawal = CaseStep & { readonly referralId: string; readonly reason: string };

export type WithdrawPorts = { readonly cases: Pick<Cases, "whole">; readonly referrals: Pick<Referrals, "withdraw"> };

/** Takes a referral back, and with it the service's sight of the person. Safe to send again after a lost answer. */
export const withdrawReferral = (step: ReferralWithdrawal, { cases, referrals }: WithdrawPorts): Promise<WithdrawOutcome> =>
  retry<WithdrawOutcome>(async () => {
    const whole = isCaseId(step.caseId) ? await cases.whole(step.caseId) : undefined;
    const referral = whole?.referrals.find(({ referralId }) => referralId === step.referralId);
    if (!whole) return { kind: "notFound" };
    const withdrawal = { kind: "withdrawReferral", referralId: step.referralId, reason: step.reason } as const;
    const taken = takeStep(whole.case, withdrawal, takerOf(step));
    if (taken.kind === "barred") return taken;
    if (!referral) return { kind: "notFound" };
    if (taken.kind === "stale") return wasTaken(withdrawal, takerOf(step), whole.events) ? { kind: "withdrawn", referral } : taken;
    if (!mayMove(referral.state, "cancelled")) return { kind: "alreadyClosed", referral };

    const last: ReferralStep = { state: "cancelled", at: step.now.toISOString(), by: step.by, note: step.reason };
    const done = await referrals.withdraw({ taken, referrals: [referral], step: last });
    if (done.kind === "withdrawn") {
      return {
        kind: "withdrawn",
        referral: { ...referral, state: "cancelled", steps: [...referral.steps, last], version: referral.version + 1 },
      };
    }
    return again;
  });
