import type { Agreement, Case } from "../../shared/domain/case/case.ts";
import { takeStep, wasTaken } from "../../shared/domain/case/take-step.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { agreementOf, mayMove, type ReferralStep } from "../../shared/domain/referral/referral.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Cases, WholeCase } from "../../shared/store/cases.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import { type CaseStep, takerOf } from "../decide/case-step.ts";

/** In order of precedence. */
export type AgreementOutcome =
  | { readonly kind: "recorded"; readonly caseId: string; readonly agreement: Agreement; readonly withdrawn: readonly string[] }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "stale"; readonly now: Case }
  /** It is what they said last. */
  | { readonly kind: "saidBefore"; readonly agreed: boolean };

type AgreementStep = CaseStep & { readonly agreed: boolean; readonly reason: string };

type AgreementPorts = { readonly cases: Pick<Cases, "whole">; readonly referrals: Pick<Referrals, "withdraw"> };

/**
 * Records what they say now of being referred. Without their agreement every open referral ends in the same write, and with
 * it the services' sight of them. Safe to send again after a lost answer.
 */
export const recordAgreement = (asked: AgreementStep, { cases, referrals }: AgreementPorts): Promise<AgreementOutcome> =>
  retry<AgreementOutcome>(async () => {
    const { caseId, agreed, reason, by, now } = asked;
    const whole = isCaseId(caseId) ? await cases.whole(caseId) : undefined;
    if (!whole) return { kind: "notFound" };
    const step = { kind: "recordAgreement", agreed, reason } as const;
    const taken = takeStep(whole.case, step, takerOf(asked));
    if (taken.kind === "barred") return taken;
    if (taken.kind === "stale") return (wasTaken(step, takerOf(asked), whole.events) && recordedBefore(whole)) || taken;
    if (agreementOf(whole.case, whole.application).agreed === agreed) return { kind: "saidBefore", agreed };

    const open = agreed ? [] : whole.referrals.filter(({ state }) => mayMove(state, "cancelled"));
    const at = now.toISOString();
    const last: ReferralStep = { state: "cancelled", at, by, note: reason };
    const done = await referrals.withdraw({ taken, referrals: open, step: last });
    if (done.kind !== "withdrawn") return again;
    return { kind: "recorded", caseId, agreement: { agreed, at, by }, withdrawn: open.map(({ referralId }) => referralId) };
  });

/** The outcome of the same request sent before, if its answer was lost. */
const recordedBefore = ({ case: head, referrals }: WholeCase): AgreementOutcome | undefined => {
  const { agreement, caseId } = head;
  if (!agreement) return undefined;
  const withdrawn = agreement.agreed
    ? []
    : referrals.filter(({ state, steps }) => state === "cancelled" && steps.at(-1)?.at === agreement.at);
  return { kind: "recorded", caseId, agreement, withdrawn: withdrawn.map(({ referralId }) => referralId) };
};
