import type { Day } from "../dates.ts";
import type { FoundApart, HouseholdIdentity, Member } from "./identity.ts";

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

/** Ends the time of some people in the household, with their last day in it. */
export const withLeft = (identity: HouseholdIdentity, who: readonly string[], until: Day): HouseholdIdentity =>
  changed(identity, who, (member) => ({ ...member, until, left: "parted" }));

/** Takes back that they left on that day. */
export const withBack = (identity: HouseholdIdentity, who: readonly string[], until: Day): HouseholdIdentity =>
  changed(identity, who, (member) => {
    if (member.until !== until) return member;
    const { until: _until, left: _left, ...still } = member;
    return still;
  });

const changed = (identity: HouseholdIdentity, who: readonly string[], change: (member: Member) => Member): HouseholdIdentity => ({
  ...identity,
  people: identity.people.map((member) => (who.includes(member.personId) ? change(member) : member)),
});
