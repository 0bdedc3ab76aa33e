import { londonDay } from "../../shared/domain/dates.ts";
import { withApart } from "../../shared/domain/identity/found-apart.ts";
import type { HouseholdIdentity } from "../../shared/domain/identity/identity.ts";
import { joinedIdentity } from "../../shared/domain/identity/joined-identity.ts";
import { scoreOf } from "../../shared/domain/identity/score-of.ts";
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

type ToSplit = {
  readonly staying: string;
  readonly leaving: string;
  /** A person compares the two again after the split. Otherwise whoever splits them has found them to be two. */
  readonly isCompared: boolean;
};

/** The household that leaves is found again by itself, and the other one no more by the people who leave with it. */
export const identitiesSplit = async (
  { staying, leaving, isCompared }: ToSplit,
  { identities }: Ports,
): Promise<readonly IdentityChange[]> => {
  const [kept, left] = await Promise.all([identities.find(staying), identities.find(leaving)]);
  if (!left) return [];
  if (!kept) return [{ was: left, wasFound: false, becomes: left }];
  const stays = withoutPart(kept, left);
  const found = { as: "different", points: scoreOf(stays, left, () => false).points } as const;
  const apart = (identity: HouseholdIdentity, householdId: string) =>
    isCompared ? identity : withApart(identity, { ...found, householdId });
  return [
    { was: kept, becomes: apart(stays, leaving) },
    { was: left, wasFound: false, becomes: apart(left, staying) },
  ];
};
