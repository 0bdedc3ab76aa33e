import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { HouseholdClaims } from "../domain/household/household.ts";
import type { HouseholdIdentity, MatchKey } from "../domain/identity/identity.ts";
import { isSharedByMany, keysOf, mostCandidates, mostHouseholdsOfKey } from "../domain/identity/keys-of.ts";
import { inParts } from "../domain/run/in-parts.ts";
import { Fault } from "../fault.ts";
import { again, retry } from "../retry.ts";
import { seal, unseal } from "../seal.ts";
import { commit } from "./commit.ts";
import { followAll } from "./households.ts";
import { findItem, type Item, readItems, type Table, values, writeItem } from "./items.ts";
import { householdIdentityKey, householdKey, identifierKey } from "./keys.ts";
import { identifierHash, type MatchingKeys, readMatchingKeys } from "./matching-keys.ts";
import { readMany } from "./read-together.ts";
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
  /** Those that the room did not take, the least telling: each is written alone, before or after. */
  readonly rest: readonly TransactWriteItem[];
};

export type ChangeWithin = {
  /** The items of the transaction left for identifiers. */
  readonly room?: number;
  /** Identifiers read before. They are not read again. */
  readonly read?: KeysRead;
  /** Identifiers that must be as they were read, also where nothing is written to them. */
  readonly unchanged?: readonly MatchKey[];
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

/** A household that shares an identifier, and what it has had. */
export type FoundCandidate = { readonly identity: HouseholdIdentity; readonly claims?: HouseholdClaims };

export type FoundCandidates = {
  /** The identifiers that were looked for, the most telling first. */
  readonly wanted: readonly MatchKey[];
  readonly keys: KeysRead;
  readonly candidates: readonly FoundCandidate[];
  /** The household has more identifiers, or shares some with more households, than one check takes. The least telling were left out. */
  readonly isCut: boolean;
};

export type HouseholdIdentities = {
  find(householdId: string): Promise<HouseholdIdentity | undefined>;
  findMany(householdIds: readonly string[]): Promise<readonly HouseholdIdentity[]>;
  /**
   * For each of these, the households that share an identifier with it; those that share most come first. Always two round
   * trips, so that nobody can tell from the time whether anybody was found.
   */
  candidates(owns: readonly HouseholdIdentity[]): Promise<readonly FoundCandidates[]>;
  /** The writes of several changes, for one transaction. */
  change(changes: readonly IdentityChange[], within?: ChangeWithin): Promise<IdentityWrites>;
  /** Keeps the identity of a household that had none. */
  add(identity: HouseholdIdentity): Promise<"added" | "thereAlready">;
  /** Brings the index in line with a household's identity, under every key alive. Safe to stop and to run again. */
  reindex(householdId: string): Promise<"indexed" | "asItWas" | "missing">;
};

const placeOf = ({ kind, value }: MatchKey): string => `${kind} ${value}`;

/** As many identifiers of one household as one transaction has room for. The most telling come first. */
export const mostKeysOfHousehold = 60;
/** Its own household is read beside them. */
const most = mostCandidates - 1;

/** The identifiers that the index holds of a household. */
const indexedBy = (identity: HouseholdIdentity): readonly MatchKey[] => keysOf(identity).slice(0, mostKeysOfHousehold);

export const dynamoHouseholdIdentities = (table: Table, secret: () => Promise<string>): HouseholdIdentities => {
  const matchingKeys = async (): Promise<MatchingKeys> => readMatchingKeys(await secret());

  const open = ({ alive }: MatchingKeys, { householdId, version, sealed }: SealedIdentity): HouseholdIdentity => {
    for (const [key, text] of alive.flatMap((one) => sealed.map((other) => [one, other] as const))) {
      const opened = unseal(text, key, "household identity");
      if (!opened) continue;
      const content = householdIdentityContent().safeParse(JSON.parse(opened.toString("utf8")));
      // An identity sealed for one household does not open as another's.
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
      isSharedByMany: (key) => isSharedByMany(key.kind, householdsOf(key).length),
    };
  };

  const putIdentity = ({ alive }: MatchingKeys, { was, becomes, isFound }: IdentityChange): TransactWriteItem => {
    const after: HouseholdIdentity = { ...becomes, version: (was?.version ?? 0) + 1 };
    const { householdId, version } = after;
    // Under each key, so that an instance with either key alone can open it.
    const sealed = alive.map((key) => seal(JSON.stringify(after), key, "household identity"));
    const item = { householdId, version, sealed, ...(isFound === false && { isJoined: true as const }) };
    return {
      Put: { TableName: table.name, Item: writeItem("householdIdentity", householdIdentityKey(householdId), item), ...asRead(was) },
    };
  };

  const identityIn = (keys: MatchingKeys, items: readonly Item[]) =>
    new Map(readItems("householdIdentity", items).map((sealed) => [sealed.householdId, open(keys, sealed)] as const));

  const change: HouseholdIdentities["change"] = async (changes, { room = mostKeysOfHousehold, read: before, unchanged = [] } = {}) => {
    const keys = await matchingKeys();
    const moves = changes.map(moveOf);
    const touched = distinct([
      ...inTurn(moves.flatMap(({ added, removed }) => [[...added.values()], [...removed.values()]])),
      ...unchanged,
    ]);
    const read = await readKeys(keys, touched, before);
    const writes = keys.alive.flatMap((key) =>
      touched.flatMap((one) => writeOf(table, identifierHash(key, one), read, moves, placeOf(one), unchanged.includes(one))),
    );
    return {
      identities: changes.map((change) => putIdentity(keys, change)),
      identifiers: writes.slice(0, room),
      rest: writes.slice(room).filter(({ Put }) => Put !== undefined),
    };
  };

  const reindex: HouseholdIdentities["reindex"] = async (householdId) => {
    const keys = await matchingKeys();
    return retry(async () => {
      const stored = await findItem(table, "householdIdentity", householdIdentityKey(householdId));
      if (!stored) return "missing" as const;
      const was = open(keys, stored);
      const isFound = stored.isJoined !== true;
      const every = indexedBy(was);
      const read = await readKeys(keys, every);
      const isSealed =
        stored.sealed.length === keys.alive.length &&
        keys.alive.every((key) => stored.sealed.some((text) => unseal(text, key, "household identity")));
      const move = { householdId, added: isFound ? byPlace(every) : none, removed: isFound ? none : byPlace(every) };
      const writes = keys.alive.flatMap((key) =>
        every.flatMap((one) => writeOf(table, identifierHash(key, one), read, [move], placeOf(one), false)),
      );
      if (writes.length === 0 && isSealed) return "asItWas" as const;
      // The identity goes last: a run that was stopped before it finds the rest to do again.
      for (const identifiers of inParts(writes, itemsInATransaction)) {
        const { kind } = await commit(table, { identifiers });
        if (kind === "refused") return again;
      }
      const { kind } = await commit(table, { identity: putIdentity(keys, { was, becomes: was, ...(!isFound && { isFound }) }) });
      return kind === "committed" ? ("indexed" as const) : again;
    });
  };

  return {
    async find(householdId) {
      const sealed = await findItem(table, "householdIdentity", householdIdentityKey(householdId));
      return sealed && open(await matchingKeys(), sealed);
    },

    async findMany(householdIds) {
      const items = await readMany(table, [...new Set(householdIds)].map(householdIdentityKey));
      return [...identityIn(await matchingKeys(), items).values()];
    },

    async candidates(owns) {
      const keys = await matchingKeys();
      const sought = owns.map((own) => ({ own, all: keysOf(own) }));
      const wantedOf = (all: readonly MatchKey[]) => all.slice(0, mostKeysOfHousehold);
      const read = await readKeys(keys, distinct(sought.flatMap(({ all }) => wantedOf(all))));
      const ranked = sought.map(({ own, all }) => rankedBy(wantedOf(all), read).filter((householdId) => householdId !== own.householdId));
      // Its own id among them, so that there is something to read where nobody was found.
      const compared = [...new Set([...owns.map(({ householdId }) => householdId), ...ranked.flatMap((some) => some.slice(0, most))])];
      const [sealed, had] = await Promise.all([
        readMany(table, compared.map(householdIdentityKey)),
        readMany(table, compared.map(householdKey)),
      ]);
      // A household that is joined to another is found as that one.
      const identities = identityIn(
        keys,
        sealed.filter(({ isJoined }) => isJoined?.BOOL !== true),
      );
      // Of a household that was joined to another, what all of them have had together.
      const claims = await followAll(table, compared, had);
      return sought.map(({ all }, index) => {
        const found = ranked[index] ?? [];
        return {
          wanted: wantedOf(all),
          keys: read,
          candidates: found.slice(0, most).flatMap((householdId) => {
            const identity = identities.get(householdId);
            // A list's row that was not awarded leaves identifiers of no household.
            const had = claims.get(householdId);
            // The household that it was joined to is found by what it was known by.
            return identity && had?.joinedTo === undefined ? [{ identity, claims: had }] : [];
          }),
          isCut: all.length > mostKeysOfHousehold || found.length > most,
        };
      });
    },

    change,

    async add(becomes) {
      const { householdId } = becomes;
      const added = await retry<"added" | "thereAlready">(async () => {
        const { identities, identifiers } = await change([{ becomes }]);
        const { kind } = await commit(table, { identities, identifiers });
        if (kind === "committed") return "added";
        return (await findItem(table, "householdIdentity", householdIdentityKey(householdId))) ? "thereAlready" : again;
      });
      // The transaction has no room for the identifiers under a second key.
      if (added === "added") await reindex(householdId);
      return added;
    },

    reindex,
  };
};

const none: ReadonlyMap<string, MatchKey> = new Map();
const itemsInATransaction = 50;
const byPlace = (keys: readonly MatchKey[]): ReadonlyMap<string, MatchKey> => new Map(keys.map((key) => [placeOf(key), key]));
const distinct = (keys: readonly MatchKey[]): readonly MatchKey[] => [...byPlace(keys).values()];

/** The first of each list, then the second of each: the most telling of several households come first. */
const inTurn = <T>(lists: readonly (readonly T[])[]): readonly T[] =>
  Array.from({ length: Math.max(0, ...lists.map(({ length }) => length)) }, (_, place) =>
    lists.flatMap((list) => list.slice(place, place + 1)),
  ).flat();

/** The identifiers by which a household is found from now on, and those by which it is found no more. */
type Move = {
  readonly householdId: string;
  readonly added: ReadonlyMap<string, MatchKey>;
  readonly removed: ReadonlyMap<string, MatchKey>;
};

const moveOf = ({ was, wasFound, becomes, isFound }: IdentityChange): Move => {
  const old = byPlace(was && wasFound !== false ? indexedBy(was) : []);
  const now = byPlace(isFound === false ? [] : indexedBy(becomes));
  const without = (some: ReadonlyMap<string, MatchKey>, others: ReadonlyMap<string, MatchKey>) =>
    new Map([...some].filter(([place]) => !others.has(place)));
  return { householdId: becomes.householdId, added: without(now, old), removed: without(old, now) };
};

const writeOf = (
  table: Table,
  hash: string,
  { items }: KeysRead,
  moves: readonly Move[],
  place: string,
  isChecked: boolean,
): readonly TransactWriteItem[] => {
  const item = items.get(hash);
  const goingTo = (way: "added" | "removed") => moves.flatMap((move) => (move[way].has(place) ? [move.householdId] : []));
  const after = afterMoving(hash, item, goingTo("removed"), goingTo("added"));
  if (after) return [putIdentifier(table, after, item)];
  return isChecked ? [checkIdentifier(table, hash, item)] : [];
};

const saysNothingIfShared: readonly MatchKey["kind"][] = ["unit", "phone", "email", "account"];

/** Those that share most identifiers come first, then those that share the most telling one. */
const rankedBy = (wanted: readonly MatchKey[], read: KeysRead): readonly string[] => {
  const shared = new Map<string, { count: number; first: number }>();
  for (const [place, key] of wanted.entries()) {
    // A support worker's phone or a hostel says nothing of who is who.
    if (saysNothingIfShared.includes(key.kind) && read.isSharedByMany(key)) continue;
    for (const householdId of read.householdsOf(key)) {
      const { count, first } = shared.get(householdId) ?? { count: 0, first: place };
      shared.set(householdId, { count: count + 1, first });
    }
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

const asRead = (seen: { readonly version: number } | undefined) =>
  seen
    ? { ConditionExpression: "version = :seen", ExpressionAttributeValues: values({ ":seen": seen.version }) }
    : { ConditionExpression: "attribute_not_exists(pk)" };

/** Under the version that was read: two that share an identifier cannot both miss each other. */
const putIdentifier = (table: Table, after: KeyedHouseholds, seen: KeyedHouseholds | undefined): TransactWriteItem => ({
  Put: { TableName: table.name, Item: writeItem("matchKey", identifierKey(after.hash), after), ...asRead(seen) },
});

const checkIdentifier = (table: Table, hash: string, seen: KeyedHouseholds | undefined): TransactWriteItem => ({
  ConditionCheck: { TableName: table.name, Key: values(identifierKey(hash)), ...asRead(seen) },
});
