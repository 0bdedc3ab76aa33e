import { withheldWords } from "../../shared/domain/case/conflict-of-interest.ts";
import { type Day, londonDay } from "../../shared/domain/dates.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { isOverdue, referralStateWords } from "../../shared/domain/referral/referral.ts";
import { countWords, sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { Interests } from "../../shared/store/interests.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import type { Slice } from "../../shared/store/slices.ts";
import { isBadCursor } from "../../shared/store/slices.ts";
import { asServiceSees, type ReferralInList, withheldReferral } from "./referral-for-service.ts";
import { stateColours } from "./referral-view.ts";

export type ReceivedListPorts = {
  readonly referrals: Pick<Referrals, "ofService">;
  readonly interests: Pick<Interests, "barredFrom">;
};

/** A slice of the service's referrals, as the reader may see them; undefined for a bad cursor or limit. */
export const listReceived = async (
  query: Readonly<Record<string, string | undefined>>,
  { id, service }: Principal,
  { referrals, interests }: ReceivedListPorts,
): Promise<Slice<ReferralInList> | undefined> => {
  const ask = sliceWantedFrom(query);
  const found = ask && service ? await referrals.ofService(service, ask) : undefined;
  if (!found || isBadCursor(found)) return undefined;
  const barredFrom = await interests.barredFrom(id, found.items);
  return { ...found, items: found.items.map((one) => (barredFrom.has(one.caseId) ? withheldReferral(one) : asServiceSees(one))) };
};

type ReferralRow = {
  readonly referralId: string;
  readonly state: { readonly text: string; readonly colour: string };
  /** Nothing of it is shown, since the reader declared an interest. */
  readonly withheld?: string;
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
  { items, next, counted }: Slice<ReferralInList>,
  service: string | undefined,
  now: Date,
  isFirst: boolean,
): ReferralsPageView => {
  const today = londonDay(now);
  return {
    service,
    counted: countWords(counted),
    referrals: items.map((item) => rowOf(item, today)),
    next: next && `/referrals?cursor=${encodeURIComponent(next)}`,
    first: isFirst ? undefined : "/referrals",
  };
};

const rowOf = (item: ReferralInList, today: Day): ReferralRow => {
  switch (item.kind) {
    case "withheld":
      return { referralId: item.referralId, withheld: withheldWords, state: { text: "Not shown", colour: "grey" } };
    case "withdrawn":
      return { referralId: item.referralId, state: { text: referralStateWords.cancelled, colour: stateColours.cancelled } };
    case "shown": {
      const { referral } = item;
      return {
        referralId: referral.referralId,
        ...(referral.person && { name: referral.person.name }),
        ...(referral.state === "requested" && { answerDue: referral.answerDue as Day }),
        isOverdue: isOverdue(referral, today),
        state: { text: referralStateWords[referral.state], colour: stateColours[referral.state] },
      };
    }
  }
};
