import { gunzipSync, gzipSync } from "node:zlib";
import { ConditionalCheckFailedException, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { clock } from "../clock.ts";
import { timeLeftMs } from "../deadline.ts";
import type { Award } from "../domain/award/award.ts";
import { cutsOfApplication } from "../domain/cuts.ts";
import { londonDay } from "../domain/dates.ts";
import type { HouseholdClaims } from "../domain/household/household.ts";
import { partsOf } from "../domain/household/parts.ts";
import { type EntryGroup, entryGroups, type LedgerEntry } from "../domain/ledger/ledger.ts";
import type { CountedLine } from "../domain/return/counted-line.ts";
import type { LineBook } from "../domain/return/line-book.ts";
import { type BookPart, emptyPart, type FoundOfAward, isOpening, mergeEntries, partOf, subjectOf } from "../domain/return/merge-entries.ts";
import type { Scheme, SchemeCode } from "../domain/scheme/scheme.ts";
import { Fault } from "../fault.ts";
import { again, retry } from "../retry.ts";
import { commit } from "./commit.ts";
import { dynamoEnvelopes } from "./envelopes.ts";
import { findHouseholds } from "./households.ts";
import { findItem, type Item, isKind, putNew, readItem, readItems, type Table, values, writeItem } from "./items.ts";
import {
  applicationKey,
  awardKey,
  bookPartition,
  bookPartKey,
  foundOfAwardKey,
  type Key,
  ledgerKeyStart,
  ledgerPartition,
  lineBookKey,
} from "./keys.ts";
import { grantLedger } from "./money.ts";
import { readMany } from "./read-together.ts";
import { queryAll } from "./slices.ts";

/** The parts of every book. Another number would put awards into other parts, so it never changes. */
export const partsInBook = 512;

/** Entries are written within this time of the instant that they name, whichever clock said it. */
const overlapMs = 3_600_000;

/** A step is not begun with less time left. */
const stepTakesMs = 20_000;

const readsAtOnce = 16;
const writesAtOnce = 16;

/** How far a round over the ledger has come. A part of the ledger is one group of one shard of one envelope. */
export type Round = {
  readonly startedAt: string;
  /** Every part up to this name, in their order, has been begun. */
  readonly begun: string;
  /** Those that go on: after this key, and since when they are read. */
  readonly open: { readonly [name: string]: { readonly after: string; readonly since: string } };
};

/** How far a scheme's book has come. */
export type BookStanding = {
  readonly scheme: SchemeCode;
  readonly version: number;
  /** By part of the ledger: the time of its last entry in the book. */
  readonly positions: { readonly [name: string]: string };
  readonly round?: Round;
  /** Every entry of before this is in the book. Missing until a first round is complete. */
  readonly readTo?: string;
  readonly progress: { readonly parts: number; readonly done: number; readonly entries: number };
};

/** A part as it is stored: two texts of JSON, packed. */
export type StoredPart = { readonly version: number; readonly lines: string; readonly aside: string };

type Step = { readonly standing: BookStanding; readonly isComplete: boolean };

export type LineBooks = {
  standing(scheme: SchemeCode): Promise<BookStanding | undefined>;
  /** Reads on by so many entries, more or less. Safe to run twice at once, and again after it was killed anywhere. */
  step(scheme: Scheme, entries: number): Promise<Step>;
  /** Reads everything that is in the ledger now. Goes on where the last reader ended. */
  catchUp(scheme: Scheme): Promise<BookStanding>;
  /** The book after that. */
  upTo(scheme: Scheme): Promise<LineBook>;
  /** The book as it is kept. */
  kept(scheme: SchemeCode): Promise<LineBook | undefined>;
};

const groups = [...new Set<EntryGroup>(Object.values(entryGroups))];

type LedgerPart = { readonly name: string; readonly partition: string; readonly group: EntryGroup };

const pack = (content: object): string => gzipSync(JSON.stringify(content)).toString("base64");
const unpack = <T>(packed: string): T => JSON.parse(gunzipSync(Buffer.from(packed, "base64")).toString("utf8")) as T;

/** The content of a packed text is our own, written by the same code: only the item around it is checked. */
const contentOf = ({ lines, aside }: StoredPart): BookPart => ({
  lines: unpack<BookPart["lines"]>(lines),
  ...unpack<Pick<BookPart, "money" | "joins">>(aside),
});

const emptyStanding = (scheme: SchemeCode): BookStanding => ({
  scheme,
  version: 0,
  positions: {},
  progress: { parts: 0, done: 0, entries: 0 },
});

type Slice = { readonly part: LedgerPart; readonly entries: readonly LedgerEntry[]; readonly after?: string; readonly since: string };

export const dynamoLineBooks = (table: Table): LineBooks => {
  const envelopes = dynamoEnvelopes(table);

  const ledgerPartsOf = async (scheme: SchemeCode): Promise<readonly LedgerPart[]> => {
    const shards = await envelopes.shardsOfScheme(scheme);
    const partitions = [ledgerPartition(grantLedger(scheme), 0), ...shards.map((shard) => ledgerPartition(shard, shard.shard))];
    return [...new Set(partitions)]
      .flatMap((partition) => groups.map((group) => ({ name: `${partition}#${group}`, partition, group })))
      .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  };

  /** Up to so many entries of one part of the ledger, with the key after which it goes on. */
  const readPart = async (
    part: LedgerPart,
    start: { readonly after?: string; readonly from?: string; readonly since: string },
    most: number,
  ): Promise<Slice> => {
    const entries: LedgerEntry[] = [];
    const begin = ledgerKeyStart(part.group);
    let after: string | undefined = start.after;
    for (;;) {
      const { Items = [], LastEvaluatedKey } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
          ExpressionAttributeValues: values({ ":pk": part.partition, ":from": `${begin}${start.from ?? ""}`, ":to": `${begin}~` }),
          ...(after !== undefined && { ExclusiveStartKey: values({ pk: part.partition, sk: after }) }),
          Limit: Math.max(1, most - entries.length),
          ConsistentRead: true,
        }),
      );
      entries.push(...Items.map((item) => readItem("ledgerEntry", item)));
      after = LastEvaluatedKey?.sk?.S;
      if (after === undefined) return { part, entries, since: start.since };
      if (entries.length >= most) return { part, entries, after, since: start.since };
    }
  };

  const earlier = (at: string): string => new Date(Date.parse(at) - overlapMs).toISOString();

  const readOn = async (standing: BookStanding, parts: readonly LedgerPart[], most: number) => {
    const now = clock().toISOString();
    const round: Round = standing.round ?? { startedAt: now, begun: "", open: {} };
    const each = Math.max(1, Math.ceil(most / readsAtOnce));
    const slices: Slice[] = [];
    let begun = round.begun;
    const going = parts.filter(({ name }) => round.open[name] !== undefined);
    const left = [...going, ...parts.filter(({ name }) => name > begun)];
    let read = 0;
    while (left.length > 0 && read < most) {
      const some = await Promise.all(
        left.splice(0, readsAtOnce).map((part) => {
          const open = round.open[part.name];
          if (open) return readPart(part, open, each);
          const at = standing.positions[part.name];
          return readPart(part, { since: now, ...(at !== undefined && { from: earlier(at) }) }, each);
        }),
      );
      slices.push(...some);
      read += some.reduce((sum, { entries }) => sum + entries.length, 0);
      for (const { part } of some) if (part.name > begun) begun = part.name;
    }
    const touched = new Set(slices.map(({ part }) => part.name));
    const untouched = Object.entries(round.open).filter(([name]) => !touched.has(name));
    const open = Object.fromEntries([
      ...untouched,
      ...slices.flatMap(({ part, after, since }) => (after === undefined ? [] : [[part.name, { after, since }] as const])),
    ]);
    const isComplete = left.length === 0 && Object.keys(open).length === 0;
    return { slices, round: { ...round, begun, open }, isComplete };
  };

  /** A position is never later than the time at which its part was begun: whoever wrote meanwhile is read in the next round. */
  const positionsAfter = (standing: BookStanding, slices: readonly Slice[]): BookStanding["positions"] => {
    const positions = { ...standing.positions };
    for (const { part, entries, since } of slices) {
      const last = entries.at(-1)?.at;
      const at = last !== undefined && last > since ? since : last;
      if (at !== undefined && at > (positions[part.name] ?? "")) positions[part.name] = at;
    }
    return positions;
  };

  /** What earlier awards still say. Kept the first time, so that a book built anew says the same when people are forgotten. */
  const findOld = async (scheme: Scheme, entries: readonly LedgerEntry[]): Promise<ReadonlyMap<string, FoundOfAward>> => {
    const old = new Map(
      entries.flatMap((entry) =>
        entry.award && isOpening(entry) && !entry.award.cuts ? [[entry.award.awardId, entry.award] as const] : [],
      ),
    );
    if (old.size === 0) return new Map();
    const kept = readItems(
      "foundOfAward",
      await readMany(
        table,
        [...old.keys()].map((awardId) => foundOfAwardKey(scheme.code, awardId)),
      ),
    );
    const found = new Map<string, FoundOfAward>(kept.map(({ awardId, ...one }) => [awardId, one]));
    const missing = [...old.values()].filter(({ awardId }) => !found.has(awardId));
    if (missing.length === 0) return found;
    const keys: Key[] = missing.flatMap(({ caseId, awardId }) => [awardKey(caseId, awardId), applicationKey(caseId)]);
    const items = await readMany(table, [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key])).values()]);
    const households = await findHouseholds(table, [...new Set(missing.map(({ householdId }) => householdId))]);
    const awards = new Map(readItems("award", items).map((award) => [award.awardId, award]));
    const applications = new Map(
      items
        .filter((item) => isKind("application", item))
        .map((item) => [item.pk?.S ?? "", readItem("application", item).application] as const),
    );
    for (const { awardId, caseId, householdId } of missing) {
      const award = awards.get(awardId);
      const one = award
        ? { ...ofAward(award, applications.get(applicationKey(caseId).pk), scheme), ...togetherAt(award, households.get(householdId)) }
        : {};
      const put = await commit(table, {
        found: putNew(table, writeItem("foundOfAward", foundOfAwardKey(scheme.code, awardId), { awardId, ...one })),
      });
      // Somebody else looked at the same time, and theirs counts.
      const other = put.kind === "committed" ? undefined : put.by.found?.item;
      found.set(awardId, other ? readItem("foundOfAward", other) : one);
    }
    return found;
  };

  const keepPart = (scheme: SchemeCode, number: number, entries: readonly LedgerEntry[], found: ReadonlyMap<string, FoundOfAward>) =>
    retry<"kept">(async () => {
      const before = await findItem(table, "bookPart", bookPartKey(scheme, number));
      const content = before ? contentOf(before) : emptyPart;
      const { lines, money, joins } = mergeEntries(content, entries, (awardId) => found.get(awardId));
      const after: StoredPart = { version: (before?.version ?? 0) + 1, lines: pack(lines), aside: pack({ money, joins }) };
      if (before && before.lines === after.lines && before.aside === after.aside) return "kept";
      return (await putAsRead(writeItem("bookPart", bookPartKey(scheme, number), after), before?.version)) ? "kept" : again;
    });

  /** False where somebody else has written since it was read. */
  const putAsRead = async (item: Item, version: number | undefined): Promise<boolean> => {
    try {
      await table.client.send(
        new PutItemCommand({
          TableName: table.name,
          Item: item,
          ...(version === undefined
            ? { ConditionExpression: "attribute_not_exists(pk)" }
            : {
                ConditionExpression: "#version = :version",
                ExpressionAttributeNames: { "#version": "version" },
                ExpressionAttributeValues: values({ ":version": version }),
              }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  const standing = async (scheme: SchemeCode): Promise<BookStanding | undefined> => findItem(table, "lineBook", lineBookKey(scheme));

  const step = async (scheme: Scheme, most: number): Promise<Step> => {
    const [stored, parts] = await Promise.all([standing(scheme.code), ledgerPartsOf(scheme.code)]);
    const before = stored ?? emptyStanding(scheme.code);
    const { slices, round, isComplete } = await readOn(before, parts, most);
    const entries = slices.flatMap((slice) => slice.entries);
    const found = await findOld(scheme, entries);
    const byPart = [...Map.groupBy(entries, (entry) => partOf(subjectOf(entry), partsInBook))];
    const keepSome = async () => {
      for (let next = byPart.pop(); next; next = byPart.pop()) await keepPart(scheme.code, next[0], next[1], found);
    };
    await Promise.all(Array.from({ length: writesAtOnce }, keepSome));

    const { round: _round, readTo, ...unmoved } = before;
    const begun = parts.filter(({ name }) => name <= round.begun).length - Object.keys(round.open).length;
    const after: BookStanding = {
      ...unmoved,
      version: before.version + 1,
      positions: positionsAfter(before, slices),
      progress: { parts: parts.length, done: begun, entries: (before.round ? before.progress.entries : 0) + entries.length },
      ...(isComplete ? { readTo: round.startedAt } : { round, ...(readTo !== undefined && { readTo }) }),
    };
    // Parts are kept before the standing. Whoever loses the race for it has only kept entries that are read again.
    const isOwn = await putAsRead(writeItem("lineBook", lineBookKey(scheme.code), after), stored?.version);
    return { standing: isOwn ? after : ((await standing(scheme.code)) ?? before), isComplete: isOwn && isComplete };
  };

  const catchUp = async (scheme: Scheme): Promise<BookStanding> => {
    const since = clock().toISOString();
    for (;;) {
      if (timeLeftMs() < stepTakesMs) throw new Fault("bookNotRead");
      const { standing: now } = await step(scheme, entriesInStep);
      // A round that somebody else began earlier may have passed the place of a newer entry.
      if (!now.round && now.readTo !== undefined && now.readTo >= since) return now;
    }
  };

  const kept = async (scheme: SchemeCode): Promise<LineBook | undefined> => {
    const items = await queryAll(table, bookPartition(scheme));
    const about = items.find((item) => isKind("lineBook", item));
    const readTo = about && readItem("lineBook", about).readTo;
    if (readTo === undefined) return undefined;
    const parts = readItems("bookPart", items);
    const aside = parts.map((part) => unpack<Pick<BookPart, "money" | "joins">>(part.aside));
    return {
      lines: {
        *[Symbol.iterator](): Generator<CountedLine> {
          // Unpacked part by part, so that a million entries never stand in memory at once.
          for (const { lines } of parts) yield* unpack<BookPart["lines"]>(lines);
        },
      },
      money: aside.flatMap(({ money }) => money),
      joins: aside.flatMap(({ joins }) => joins),
      readTo,
    };
  };

  return {
    standing,
    step,
    kept,

    catchUp,

    async upTo(scheme) {
      await catchUp(scheme);
      const book = await kept(scheme.code);
      if (!book) throw new RangeError("A book whose round is complete can be read.");
      return book;
    },
  };
};

/** Some seconds of work, and some tens of megabytes in memory. */
export const entriesInStep = 50_000;

const ofAward = (award: Award, application: Parameters<typeof cutsOfApplication>[0] | undefined, scheme: Scheme): FoundOfAward => {
  const by = { today: londonDay(new Date(award.committedAt)), ...scheme.about };
  const deliveries = award.lines.map(({ delivery }) => delivery);
  if (award.cuts) return { cuts: award.cuts, deliveries };
  if (application) return { cuts: cutsOfApplication(application, by), deliveries };
  return { deliveries };
};

/** The households that counted with the award's own when it was made, by the joins that are in force still. */
const togetherAt = ({ householdId, committedAt }: Award, household: HouseholdClaims | undefined): Pick<FoundOfAward, "together"> => {
  const parts = household ? partsOf(household) : [];
  const group = new Set([householdId]);
  for (const _ of parts)
    for (const { householdId: own, joined } of parts)
      if (joined && joined.at <= committedAt && (group.has(own) || group.has(joined.to))) group.add(own).add(joined.to);
  return group.size > 1 ? { together: [...group] } : {};
};
