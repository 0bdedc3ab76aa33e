import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { HouseholdClaims } from "../domain/household/household.ts";
import { manyHouseholds, mostCandidates, mostHouseholdsOfKey, mostKeysOfHousehold } from "../domain/identity/bounds.ts";
import type { HouseholdIdentity, MatchKey } from "../domain/identity/identity.ts";
import { keysOf } from "../domain/identity/keys-of.ts";
import { Fault } from "../fault.ts";
import { seal, unseal } from "../seal.ts";
import { findItem, type Item, readItems, type Table, values, writeItem } from "./items.ts";
import { householdIdentityKey, householdKey, identifierKey } from "./keys.ts";
import { identifierHash, type MatchingKeys, nameOfKey, readMatchingKeys } from "./matching-keys.ts";
import { readMany, readTogether } from "./read-together.ts";
import { householdIdentityContent, type KeyedHouseholds, type SealedIdentity } from "./schemas/people.ts";

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

const placeOf = ({ kind, value }: MatchKey): string => `${kind} ${value}`;

/** The identifiers that the index holds of a household. */
const indexedBy = (identity: HouseholdIdentity): readonly MatchKey[] => keysOf(identity).slice(0, mostKeysOfHousehold);

export const dynamoHouseholdIdentities = (table: Table, secret: () => Promise<string>): HouseholdIdentities => {
  const matchingKeys = async (): Promise<MatchingKeys> => readMatchingKeys(await secret());

  const open = ({ alive }: MatchingKeys, { householdId, version, sealed }: SealedIdentity): HouseholdIdentity => {
    for (const [key, text] of alive.flatMap((one) => sealed.map((other) => [one, other] as const))) {
      const opened = unseal(text, key, "household identity");
      if (!opened) continue;
      const content = householdIdentityContent().safeParse(JSON.parse(opened.toString("utf8")));
      // What was sealed for one household does not open as another's.
      if (content.success && content.data.householdId === householdId && content.data.version === version) return content.data;
    }
    throw new Fault("itemUnreadable", { place: "householdIdentity.sealed" });
  };

  const readKeys = async ({ alive }: MatchingKeys, wanted: readonly MatchKey[], before?: KeysRead): Promise<KeysRead> => {
    const missing = wanted.filter((key) => !before?.has(key));
    const hashes = alive.flatMap((key) => missing.map((one) => identifierHash(key, one)));
    const read = readItems("matchKey", await readMany(table, hashes.map(identifierKey)));
    const items = new Map([
      ...(before?.items ?? []),
      ...hashes.map((hash) => [hash, undefined] as const),
      ...read.map((item) => [item.hash, item] as const),
    ]);
    const under = (key: MatchKey) => alive.flatMap((one) => items.get(identifierHash(one, key)) ?? []);
    const householdsOf = (key: MatchKey) => [...new Set(under(key).flatMap(({ households = [] }) => [...households]))];
    return {
      items,
      has: (key) => alive.every((one) => items.has(identifierHash(one, key))),
      householdsOf,
      isFull: (key) => under(key).some(({ isFull }) => isFull === true),
      isSharedByMany: (key) => householdsOf(key).length >= manyHouseholds,
    };
  };

  const putIdentity = ({ alive }: MatchingKeys, { was, becomes }: IdentityChange): TransactWriteItem => {
    const after: HouseholdIdentity = { ...becomes, version: (was?.version ?? 0) + 1 };
    const { householdId, version } = after;
    // Under each key, so that an instance with either key alone can open it.
    const sealed = alive.map((key) => seal(JSON.stringify(after), key, "household identity"));
    return {
      Put: {
        TableName: table.name,
        Item: writeItem("householdIdentity", householdIdentityKey(householdId), {
          householdId,
          version,
          sealed,
          keyedBy: alive.map(nameOfKey),
        }),
        ...(was
          ? { ConditionExpression: "version = :seen", ExpressionAttributeValues: values({ ":seen": was.version }) }
          : { ConditionExpression: "attribute_not_exists(pk)" }),
      },
    };
  };

  const identityIn = (keys: MatchingKeys, items: readonly Item[]) =>
    new Map(readItems("householdIdentity", items).map((sealed) => [sealed.householdId, open(keys, sealed)] as const));

  return {
    async find(householdId) {
      const sealed = await findItem(table, "householdIdentity", householdIdentityKey(householdId));
      return sealed && open(await matchingKeys(), sealed);
    },

    async findMany(householdIds) {
      const items = await readMany(table, [...new Set(householdIds)].map(householdIdentityKey));
      return [...identityIn(await matchingKeys(), items).values()];
    },

    async candidates(own) {
      const keys = await matchingKeys();
      const wanted = indexedBy(own);
      const read = await readKeys(keys, wanted);
      const ranked = rankedBy(wanted, read).filter((householdId) => householdId !== own.householdId);
      const compared = [own.householdId, ...ranked.slice(0, mostCandidates - 1)];
      const items = await readTogether(
        table,
        compared.flatMap((householdId) => [householdIdentityKey(householdId), householdKey(householdId)]),
      );
      const identities = identityIn(keys, items);
      const claims = new Map(readItems("household", items).map((one) => [one.householdId, one] as const));
      const standing = (householdId: string) => ({ identity: identities.get(householdId), claims: claims.get(householdId) });
      return {
        keys: read,
        candidates: compared.slice(1).flatMap((householdId) => {
          const { identity, claims } = standing(householdId);
          return identity ? [{ identity, claims }] : [];
        }),
        own: standing(own.householdId),
        isCut: ranked.length > mostCandidates - 1,
      };
    },

    async change(changes, room = mostKeysOfHousehold, before) {
      const keys = await matchingKeys();
      const moves = changes.map(({ was, wasFound = true, becomes, isFound = true }) => {
        const old = new Map((was && wasFound ? indexedBy(was) : []).map((key) => [placeOf(key), key]));
        const now = new Map((isFound ? indexedBy(becomes) : []).map((key) => [placeOf(key), key]));
        return {
          householdId: becomes.householdId,
          added: [...now].flatMap(([place, key]) => (old.has(place) ? [] : [key])),
          removed: [...old].flatMap(([place, key]) => (now.has(place) ? [] : [key])),
        };
      });
      const touched = new Map(moves.flatMap(({ added, removed }) => [...added, ...removed]).map((key) => [placeOf(key), key]));
      const read = await readKeys(keys, [...touched.values()], before);
      const writes = keys.alive.flatMap((key) =>
        [...touched.values()].flatMap((one) => {
          const hash = identifierHash(key, one);
          const item = read.items.get(hash);
          const leaves = moves.flatMap(({ householdId, removed }) =>
            removed.some((other) => placeOf(other) === placeOf(one)) ? [householdId] : [],
          );
          const joins = moves.flatMap(({ householdId, added }) =>
            added.some((other) => placeOf(other) === placeOf(one)) ? [householdId] : [],
          );
          const after = afterMoving(hash, item, leaves, joins);
          return after ? [putIdentifier(table, after, item)] : [];
        }),
      );
      return {
        identities: changes.map((change) => putIdentity(keys, change)),
        identifiers: writes.slice(0, room),
        isCut: writes.length > room,
      };
    },
  };
};

/** Those that share most identifiers come first, then those that share the most telling one. */
const rankedBy = (wanted: readonly MatchKey[], read: KeysRead): readonly string[] => {
  const shared = new Map<string, { count: number; first: number }>();
  for (const [place, key] of wanted.entries())
    for (const householdId of read.householdsOf(key)) {
      const { count, first } = shared.get(householdId) ?? { count: 0, first: place };
      shared.set(householdId, { count: count + 1, first });
    }
  return [...shared]
    .sort(([a, one], [b, other]) => other.count - one.count || one.first - other.first || (a < b ? -1 : 1))
    .map(([id]) => id);
};

/** Undefined where nothing changes. A full one takes no more, and stays full: nobody knows whom it did not take. */
const afterMoving = (
  hash: string,
  item: KeyedHouseholds | undefined,
  leaves: readonly string[],
  joins: readonly string[],
): KeyedHouseholds | undefined => {
  const before = item?.households ?? new Set<string>();
  const households = new Set([...before].filter((householdId) => !leaves.includes(householdId)));
  let isFull = item?.isFull === true;
  for (const householdId of joins) {
    if (!isFull) households.add(householdId);
    isFull ||= households.size >= mostHouseholdsOfKey;
  }
  const isSame = households.size === before.size && [...households].every((householdId) => before.has(householdId));
  if (isSame && isFull === (item?.isFull === true)) return undefined;
  return { hash, version: (item?.version ?? 0) + 1, ...(households.size > 0 && { households }), ...(isFull && { isFull: true as const }) };
};

/** Under the version that was read: two that share an identifier cannot both miss each other. */
const putIdentifier = (table: Table, after: KeyedHouseholds, seen: KeyedHouseholds | undefined): TransactWriteItem => ({
  Put: {
    TableName: table.name,
    Item: writeItem("matchKey", identifierKey(after.hash), after),
    ...(seen
      ? { ConditionExpression: "version = :seen", ExpressionAttributeValues: values({ ":seen": seen.version }) }
      : { ConditionExpression: "attribute_not_exists(pk)" }),
  },
});
