import { type DirectoryBook, servicesEverReferredTo } from "../../shared/domain/directory/directory-book.ts";
import { followedUpStates } from "../../shared/domain/referral/follow-up.ts";
import type { Referral } from "../../shared/domain/referral/referral.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import { isBadCursor } from "../../shared/store/slices.ts";

export type OlderListed = { readonly looked: number; readonly listed: number };

/**
 * Lists the referrals of earlier years that caseworkers have to follow up. Safe to stop and to run again: a referral that
 * stands in the list, or that a caseworker has dealt with, stays as it is.
 */
export const listOlderReferrals = async (
  book: DirectoryBook,
  { referrals }: { readonly referrals: Pick<Referrals, "ofService" | "listOlder"> },
): Promise<OlderListed> => {
  const counted = { looked: 0, listed: 0 };
  for (const service of servicesEverReferredTo(book)) {
    for await (const referral of everyOf(service, referrals)) {
      counted.looked += 1;
      if (!followedUpStates.some((state) => state === referral.state)) continue;
      const { kind } = await referrals.listOlder(referral);
      if (kind === "listed") counted.listed += 1;
    }
  }
  return counted;
};

async function* everyOf(service: string, referrals: Pick<Referrals, "ofService">): AsyncGenerator<Referral> {
  let after: string | undefined;
  do {
    const found = await referrals.ofService(service, { limit: 100, ...(after && { after }) });
    if (isBadCursor(found)) return;
    yield* found.items;
    after = found.next;
  } while (after);
}
