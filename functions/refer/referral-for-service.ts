import { caseIdOf } from "../../shared/domain/ids.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { Referral } from "../../shared/domain/referral/referral.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import { referralReply } from "../case/referral-reply.ts";

/** A referral as its service may see it. A withdrawn one says nothing of the person. */
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

/** Finds a referral that was delivered to this partner's service. A referral of another service looks the same as an unknown id. */
export const findReceived = async (
  referralId: string,
  { service }: Principal,
  referrals: Pick<Referrals, "find">,
): Promise<Referral | undefined> => {
  const caseId = caseIdOf(referralId);
  const found = caseId && service ? await referrals.find(caseId, referralId) : undefined;
  return found && found.service === service && found.deliveredAt ? found : undefined;
};

/** A referral as its service gets it from the API. */
export const serviceReferralReply = (seen: ReferralForService) => {
  if (seen.kind === "shown") return referralReply(seen.referral);
  const { referralId, service, withdrawnAt, version } = seen;
  return { referralId, service, state: "cancelled", withdrawnAt, version };
};
