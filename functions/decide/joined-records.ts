import { randomUUID } from "node:crypto";
import { londonDay } from "../../shared/domain/dates.ts";
import type { HouseholdClaims } from "../../shared/domain/household/household.ts";
import type { HouseholdChange } from "../../shared/domain/household/household-change.ts";
import { joinedIdentity } from "../../shared/domain/identity/joined-identity.ts";
import { withoutPart } from "../../shared/domain/identity/without-part.ts";
import { type Actor, actorOf } from "../../shared/domain/principal.ts";
import type { HouseholdIdentities, IdentityChange } from "../../shared/store/household-identities.ts";

type Ports = { readonly identities: Pick<HouseholdIdentities, "find"> };

/** What a transaction takes beside the two households, their counts, a match and these records. */
export const roomForIdentifiers = 60;

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

const says = { joined: "Joined with another household", split: "Split from another household" } as const;

/** A record of the change for each of the two households. */
export const changesOf = (
  kind: keyof typeof says,
  one: Pick<HouseholdClaims, "householdId">,
  other: Pick<HouseholdClaims, "householdId">,
  { by, reason, now }: { readonly by: Actor; readonly reason: string; readonly now: Date },
): readonly HouseholdChange[] =>
  [one, other].map(({ householdId }) => ({
    changeId: randomUUID(),
    householdId,
    at: now.toISOString(),
    by: actorOf(by),
    kind,
    says: says[kind],
    reason,
  }));
