import { referralReply } from "../case/referral-reply.ts";
import type { ReferralForService } from "./referral-for-service.ts";

/** A referral as its service gets it from the API. */
export const serviceReferralReply = (seen: ReferralForService) => {
  if (seen.kind === "shown") return referralReply(seen.referral);
  const { referralId, service, withdrawnAt, version } = seen;
  return { referralId, service, state: "cancelled", withdrawnAt, version };
};
