import type { Referral } from "../../shared/domain/referral.ts";
import { recordFrom } from "../../shared/store/items.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import { consume } from "../../shared/stream/consume.ts";

/** Puts each referral that was asked for into its service's list: once, however often the stream brings it. */
export const createDeliver = ({ referrals }: { readonly referrals: Pick<Referrals, "deliver"> }) =>
  consume("deliverReferrals", async ({ item, at }) => {
    const referral = recordFrom<Referral>("referral", item);
    const { kind: outcome } = await referrals.deliver(referral, at.toISOString());
    return { referralId: referral.referralId, outcome };
  });
