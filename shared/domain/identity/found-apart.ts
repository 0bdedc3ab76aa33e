import type { Day } from "../dates.ts";
import { withChanges } from "./change-household.ts";
import type { ChangeToPeople, FoundApart, HouseholdIdentity, Member } from "./identity.ts";

/** Keeps that somebody found the other household to be another one, with the points that they then had. */
export const withApart = (identity: HouseholdIdentity, found: FoundApart): HouseholdIdentity => ({
  ...identity,
  version: identity.version + 1,
  apart: [...(identity.apart ?? []).filter(({ householdId }) => householdId !== found.householdId), found],
});

/** Forgets it, so that the two are compared again. */
export const withoutApart = (identity: HouseholdIdentity, householdId: string): HouseholdIdentity => {
  const { apart = [], ...others } = identity;
  const left = apart.filter((found) => found.householdId !== householdId);
  return { ...others, version: identity.version + 1, ...(left.length > 0 && { apart: left }) };
};

/** Members who left on a day, and the record of it. */
type Leaving = { readonly who: readonly string[]; readonly until: Day; readonly changeId: string; readonly at: string };

/** Ends the time of some people in the household, with their last day in it. */
export const withLeft = (identity: HouseholdIdentity, { who, until, ...recorded }: Leaving): HouseholdIdentity =>
  changed(identity, who, recorded, (was) => ({ kind: "memberLeft", was, becomes: { ...was, until, left: "parted" } }));

/** Takes back that they left on that day. */
export const withBack = (identity: HouseholdIdentity, { who, until, ...recorded }: Leaving): HouseholdIdentity =>
  changed(identity, who, recorded, (was) => {
    if (was.until !== until) return undefined;
    const { until: _until, left: _left, ...becomes } = was;
    return { kind: "memberCorrected", was, becomes };
  });

type ToMember = Extract<ChangeToPeople, { readonly was: Member }>;

/** Each change is kept, so that the people known at an earlier time are still the ones who were known then. */
const changed = (
  identity: HouseholdIdentity,
  who: readonly string[],
  { changeId, at }: Pick<Leaving, "changeId" | "at">,
  change: (member: Member) => ToMember | undefined,
): HouseholdIdentity => {
  const changes = identity.people.flatMap((member) => (who.includes(member.personId) ? (change(member) ?? []) : []));
  const people = identity.people.map((one) => changes.find(({ was }) => was === one)?.becomes ?? one);
  return withChanges(
    { ...identity, people },
    changes.map((one) => ({ changeId: `${changeId}-${one.was.personId}`, at, change: one })),
  );
};
