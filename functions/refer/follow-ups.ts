import { type Day, londonDay } from "../../shared/domain/dates.ts";
import type { FollowedUpState, FollowUp } from "../../shared/domain/referral/follow-up.ts";
import { countWords, restOf, sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import { type Counted, isBadCursor, type Slice } from "../../shared/store/slices.ts";

/** The two lists of referrals that caseworkers follow up. */
export const followUpLists = {
  givenBack: { text: "Given back", state: "rejected", order: "The one that has waited longest comes first." },
  overdue: { text: "Not answered in time", state: "requested", order: "The one that was due first comes first." },
} as const satisfies Record<string, { readonly text: string; readonly state: FollowedUpState; readonly order: string }>;
export type FollowUpList = keyof typeof followUpLists;
const lists = Object.keys(followUpLists) as FollowUpList[];

export type FollowUps = Slice<FollowUp> & { readonly list: FollowUpList; readonly counts: Readonly<Record<FollowUpList, Counted>> };

/** A slice of a list, with the counts of both; undefined for a list, a limit or a cursor that nobody gave out. */
export const findFollowUps = async (
  query: Readonly<Record<string, string | undefined>>,
  now: Date,
  referrals: Pick<Referrals, "toFollowUp" | "countToFollowUp">,
): Promise<FollowUps | undefined> => {
  const list = lists.find((name) => name === (query.list ?? "givenBack"));
  const wanted = sliceWantedFrom(query);
  if (!list || !wanted) return undefined;
  const today = londonDay(now);
  const [found, givenBack, overdue] = await Promise.all([
    // Both lists are counted below, so this one is not counted twice.
    referrals.toFollowUp(followUpLists[list].state, today, { ...wanted, isCounted: undefined }),
    referrals.countToFollowUp(followUpLists.givenBack.state, today),
    referrals.countToFollowUp(followUpLists.overdue.state, today),
  ]);
  return isBadCursor(found) ? undefined : { ...found, list, counts: { givenBack, overdue } };
};

const listPath = (list: FollowUpList) => `/referrals-to-follow-up?list=${list}`;

type Row = {
  readonly referralId: string;
  readonly caseId: string;
  readonly name: string;
  readonly service: string;
  readonly said?: string;
  /** The time at which the service gave it back, or the day on which its answer was due. */
  readonly since?: string;
  readonly due?: Day;
};
type FollowUpsView = {
  readonly tabs: readonly { readonly text: string; readonly href: string; readonly isOpen: boolean }[];
  readonly list: string;
  readonly counted: string;
  readonly order: string;
  readonly isGivenBack: boolean;
  readonly rows: readonly Row[];
  readonly next?: string;
  readonly first?: string;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "refer/follow-ups.njk": FollowUpsView;
  }
}

export const followUpsView = (
  { list, items, next, counts }: FollowUps,
  serviceNames: Readonly<Record<string, string>>,
  isFirst: boolean,
): FollowUpsView => ({
  tabs: lists.map((name) => ({
    text: `${followUpLists[name].text} (${countWords(counts[name])})`,
    href: listPath(name),
    isOpen: name === list,
  })),
  list: followUpLists[list].text,
  counted: countWords(counts[list]),
  order: followUpLists[list].order,
  isGivenBack: list === "givenBack",
  rows: items.map(({ referralId, caseId, name, service, serviceName, said, since, answerDue }) => ({
    referralId,
    caseId,
    name,
    service: serviceName ?? serviceNames[service] ?? service,
    said,
    ...(list === "givenBack" ? { since } : { due: answerDue }),
  })),
  next: next && `${listPath(list)}&cursor=${encodeURIComponent(next)}`,
  first: isFirst ? undefined : listPath(list),
});

/** The same for a program. */
export const followUpsReply = ({ list, items, next, counts }: FollowUps) => ({
  items: items.map(({ referralId, caseId, service, serviceName, name, said, since, answerDue }) => ({
    referralId,
    caseId,
    service,
    ...(serviceName && { serviceName }),
    name,
    ...(said && { said }),
    since: list === "givenBack" ? since : answerDue,
    answerDue,
  })),
  ...restOf({ next, counted: counts[list] }),
  counts: { givenBack: counts.givenBack.count, overdue: counts.overdue.count },
});
