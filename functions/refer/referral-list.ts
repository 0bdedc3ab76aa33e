import { type Day, londonDay } from "../../shared/domain/dates.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { isOverdue, referralStateWords } from "../../shared/domain/referral/referral.ts";
import { countWords, sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import type { Slice } from "../../shared/store/slices.ts";
import { isBadCursor } from "../../shared/store/slices.ts";
import { asServiceSees, type ReferralForService } from "./referral-for-service.ts";
import { stateColours } from "./referral-view.ts";

/** A slice of the service's referrals, as the service may see them; undefined for a bad cursor or limit. */
export const listReceived = async (
  query: Readonly<Record<string, string | undefined>>,
  { service }: Principal,
  referrals: Pick<Referrals, "ofService">,
): Promise<Slice<ReferralForService> | undefined> => {
  const ask = sliceWantedFrom(query);
  const found = ask && service ? await referrals.ofService(service, ask) : undefined;
  return found && !isBadCursor(found) ? { ...found, items: found.items.map(asServiceSees) } : undefined;
};

type ReferralRow = {
  readonly referralId: string;
  readonly state: { readonly text: string; readonly colour: string };
  /** Withdrawn referrals say nothing of the person. */
  readonly name?: string;
  readonly answerDue?: Day;
  readonly isOverdue?: boolean;
};
type ReferralsPageView = {
  readonly service?: string;
  readonly counted: string;
  readonly referrals: readonly ReferralRow[];
  readonly next?: string;
  readonly first?: string;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "refer/referrals.njk": ReferralsPageView;
  }
}

export const listView = (
  { items, next, counted }: Slice<ReferralForService>,
  service: string | undefined,
  now: Date,
  isFirst: boolean,
): ReferralsPageView => {
  const today = londonDay(now);
  return {
    service,
    counted: countWords(counted),
    referrals: items.map((item) =>
      item.kind === "withdrawn"
        ? { referralId: item.referralId, state: { text: referralStateWords.cancelled, colour: stateColours.cancelled } }
        : {
            referralId: item.referral.referralId,
            name: item.referral.person?.name,
            answerDue: item.referral.state === "requested" ? item.referral.answerDue : undefined,
            isOverdue: isOverdue(item.referral, today),
            state: { text: referralStateWords[item.referral.state], colour: stateColours[item.referral.state] },
          },
    ),
    next: next && `/referrals?cursor=${encodeURIComponent(next)}`,
    first: isFirst ? undefined : "/referrals",
  };
};
