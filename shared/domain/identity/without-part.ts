import type { HouseholdIdentity } from "./identity.ts";

/**
 * A household after another one was split from it: without the people who came with that one. Homes and ways to reach it
 * stay, since nobody knows any more whose they were first; they bring the two up for a person to compare, and no more.
 */
export const withoutPart = (household: HouseholdIdentity, part: HouseholdIdentity): HouseholdIdentity => {
  const leaves = new Set(part.people.map(({ personId }) => personId));
  return { ...household, people: household.people.filter(({ personId }) => !leaves.has(personId)) };
};
