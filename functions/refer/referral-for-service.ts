import { caseIdOf } from "../../shared/domain/ids.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { Referral } from "../../shared/domain/referral/referral.ts";
import type { Referrals } from "../../shared/store/referrals.ts";

/** What a service may know of a referral. Once it is withdrawn, nothing of the person is left in it. */
export type ReferralForService =
  | { readonly kind: "shown"; readonly referral: Referral }
  | {
      readonly kind: "withdrawn";
      readonly referralId: string;
      readonly service: string;
      readonly withdrawnAt: string;
      readonly version: number;
    };

export const asServiceSees = (referral: Referral): ReferralForService => {
  if (referral.state !== "cancelled") return { kind: "shown", referral };
  const { referralId, service, version, steps } = referral;
  return { kind: "withdrawn", referralId, service, version, withdrawnAt: steps.at(-1)?.at ?? referral.requestedAt };
};

/** A referral that has reached this partner's service. Another service's is not there, just as an id that nobody gave out. */
export const findReceived = async (
  referralId: string,
  { service }: Principal,
  referrals: Pick<Referrals, "find">,
): Promise<Referral | undefined> => {
  const caseId = caseIdOf(referralId);
  const found = caseId && service ? await referrals.find(caseId, referralId) : undefined;
  return found && found.service === service && found.deliveredAt ? found : undefined;
};
