import { londonDay } from "../../shared/domain/dates.ts";
import { joinedIdentity } from "../../shared/domain/identity/joined-identity.ts";
import { withoutPart } from "../../shared/domain/identity/without-part.ts";
import type { HouseholdIdentities, IdentityChange, IdentityWrites } from "../../shared/store/household-identities.ts";

type Ports = { readonly identities: Pick<HouseholdIdentities, "find"> };

/** The room of a transaction beside the two households, their counts, a match and these records. */
export const roomForIdentifiers = 60;

/** Large households have more identifiers than their transaction takes. */
export const indexRest = async (
  { rest }: Pick<IdentityWrites, "rest">,
  householdIds: readonly string[],
  { identities }: { readonly identities: Pick<HouseholdIdentities, "reindex"> },
): Promise<void> => {
  if (rest.length > 0) for (const householdId of householdIds) await identities.reindex(householdId);
};

/** The household that stays is found by what either was known by. The other one’s identity is kept for a split. */
export const identitiesJoined = async (
  keep: string,
  other: string,
  now: Date,
  { identities }: Ports,
): Promise<readonly IdentityChange[]> => {
  const [kept, joined] = await Promise.all([identities.find(keep), identities.find(other)]);
  return [
    ...(kept && joined ? [{ was: kept, becomes: joinedIdentity(kept, joined, londonDay(now)) }] : []),
    ...(joined ? [{ was: joined, becomes: joined, isFound: false as const }] : []),
  ];
};

/** The household that leaves is found again by itself, and the other one no more by the people who leave with it. */
export const identitiesSplit = async (staying: string, leaving: string, { identities }: Ports): Promise<readonly IdentityChange[]> => {
  const [kept, left] = await Promise.all([identities.find(staying), identities.find(leaving)]);
  return [
    ...(kept && left ? [{ was: kept, becomes: withoutPart(kept, left) }] : []),
    ...(left ? [{ was: left, wasFound: false as const, becomes: left }] : []),
  ];
};
