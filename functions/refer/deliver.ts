import { readItem } from "../../shared/store/items.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import { consume } from "../../shared/stream/consume.ts";
import type { ConsumedQueue } from "../../shared/stream/consumed-queue.ts";

export type DeliverPorts = { readonly referrals: Pick<Referrals, "deliver">; readonly queue: ConsumedQueue };

/** Puts each new referral into its service's list: once, however often the queue brings it. */
export const createDeliver = ({ referrals, queue }: DeliverPorts) =>
  consume(
    "deliverReferrals",
    async ({ item, now }) => {
      const referral = readItem("referral", item);
      const { kind: outcome } = await referrals.deliver(referral, now.toISOString());
      return { referralId: referral.referralId, outcome };
    },
    queue,
  );
