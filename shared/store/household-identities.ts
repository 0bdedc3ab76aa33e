import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { HouseholdClaims } from "../domain/household/household.ts";
import type { HouseholdIdentity, MatchKey } from "../domain/identity/identity.ts";
import type { KeyedHouseholds } from "./schemas/people.ts";

/** A household's identity before and after, and its place in the index. */
export type IdentityChange = {
  /** Absent where the household had none. */
  readonly was?: HouseholdIdentity;
  /** The index finds the household already by what it was. False where it was joined to another. */
  readonly wasFound?: false;
  /** Its version is that of `was` and one more. */
  readonly becomes: HouseholdIdentity;
  /** False for a household that is joined to another: its identity is kept, and the index finds it no more. */
  readonly isFound?: false;
};

/** For a transaction: each item under the version that was read. */
export type IdentityWrites = {
  readonly identities: readonly TransactWriteItem[];
  readonly identifiers: readonly TransactWriteItem[];
  /** More identifiers than the room took. They follow by `reindex`. */
  readonly isCut: boolean;
};

/** Identifiers as the index has them, by kind and value. */
export type KeysRead = {
  /** By hash, and undefined where nobody has the identifier yet. */
  readonly items: ReadonlyMap<string, KeyedHouseholds | undefined>;
  readonly has: (key: MatchKey) => boolean;
  readonly householdsOf: (key: MatchKey) => readonly string[];
  readonly isFull: (key: MatchKey) => boolean;
  readonly isSharedByMany: (key: MatchKey) => boolean;
};

/** A household that shares an identifier. Its identity is absent where a list's row has not been awarded. */
export type FoundCandidate = { readonly identity: HouseholdIdentity; readonly claims?: HouseholdClaims };

export type FoundCandidates = {
  readonly keys: KeysRead;
  readonly candidates: readonly FoundCandidate[];
  /** What stands under the household's own id already. */
  readonly own: { readonly identity?: HouseholdIdentity; readonly claims?: HouseholdClaims };
  /** Households that share the least were not compared. */
  readonly isCut: boolean;
};

export type HouseholdIdentities = {
  find(householdId: string): Promise<HouseholdIdentity | undefined>;
  findMany(householdIds: readonly string[]): Promise<readonly HouseholdIdentity[]>;
  /** The households that share an identifier with this one: those that share most come first. Always two round trips. */
  candidates(own: HouseholdIdentity): Promise<FoundCandidates>;
  /** The writes of some changes together. What was read already is not read again. */
  change(changes: readonly IdentityChange[], room?: number, read?: KeysRead): Promise<IdentityWrites>;
};
