import type { Referral } from "../../shared/domain/referral/referral.ts";
import type { ReferralForService } from "./referral-for-service.ts";

/** A referral as the API gives it: nothing that only the store needs. */
export const referralReply = ({ deliveredAt: _deliveredAt, steps, ...referral }: Referral) => ({
  ...referral,
  steps: steps.map(({ stepId: _stepId, ...step }) => step),
});

export const serviceReferralReply = (seen: ReferralForService) => {
  if (seen.kind === "shown") return referralReply(seen.referral);
  const { kind: _kind, ...withdrawn } = seen;
  return { ...withdrawn, state: "cancelled" };
};
