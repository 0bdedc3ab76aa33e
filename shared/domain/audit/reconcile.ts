import { londonDay } from "../dates.ts";
import type { HouseholdPart } from "../household/household.ts";
import { type HouseholdClaims, noClaims, reachedIn, spentIn } from "../household/household.ts";
import { partsOf } from "../household/parts.ts";
import { type Bucket, bucketNames, type EnvelopeId, type EnvelopeShard, envelopeName, type Grant } from "../ledger/envelope.ts";
import {
  countsWay,
  type EntryKind,
  householdsWay,
  isCorrection,
  isMoneyBack,
  isReturn,
  type LedgerEntry,
  placesOf,
} from "../ledger/ledger.ts";
import { type Line, lineIdOf } from "../line/line.ts";
import { bucketOf } from "../line/line-move.ts";
import { zeroPence } from "../money.ts";
import type { SchemeCode } from "../scheme/scheme.ts";
import { type SchemeBook, schemeAsOf } from "../scheme/scheme-book.ts";
import { claimsBeyond } from "./claims-beyond.ts";
import type { Difference } from "./difference.ts";
import { createOverTime } from "./over-time.ts";

export type LineReckoned = {
  readonly lineId: string;
  readonly caseId: string;
  readonly awardId: string;
  /** The household of the entry that opened it. A person may have moved its award to another one since. */
  householdId: string;
  readonly category: string;
  readonly amount: number;
  /** Times opened, less times taken back unused. */
  live: number;
  opened: number;
  moves: number;
  hasComeBack: boolean;
  readonly held: Map<Bucket, number>;
};

type Counted = {
  payments: number;
  awardsInCategory: number;
  awardsInScheme: number;
  householdsInCategory: number;
  householdsInScheme: number;
};
type ShardReckoned = { readonly buckets: Map<Bucket, number>; returned: number } & Counted;

type Reckoning = {
  add(entry: LedgerEntry): void;
  readonly lines: ReadonlyMap<string, LineReckoned>;
  households(): readonly string[];
  ledgerDifferences(): readonly Difference[];
  shardDifferences(shards: readonly EnvelopeShard[], households: Households): readonly Difference[];
  grantDifferences(grant: Grant): readonly Difference[];
  lineDifferences(lines: readonly Line[]): readonly Difference[];
  householdDifferences(households: Households): readonly Difference[];
};

/** Each household under the ids that the ledger has for it: joined households are one. */
type Households = ReadonlyMap<string, HouseholdClaims>;

const differs = (place: string, is: number | undefined, shouldBe: number): Difference[] =>
  (is ?? 0) === shouldBe ? [] : [{ place, is: String(is ?? "not there"), shouldBe: String(shouldBe) }];

const add = <K>(map: Map<K, number>, key: K, amount: number) => map.set(key, (map.get(key) ?? 0) + amount);

const isBucketName = (place: string): place is Bucket => (bucketNames as readonly string[]).includes(place);

const nothing = (): ShardReckoned => ({
  buckets: new Map(),
  returned: 0,
  payments: 0,
  awardsInCategory: 0,
  awardsInScheme: 0,
  householdsInCategory: 0,
  householdsInScheme: 0,
});

const shardPlace = (shard: EnvelopeId & { readonly shard: number }) => `${shard.scheme} ${envelopeName(shard)} shard ${shard.shard}`;
const envelopePlace = (id: EnvelopeId) => `${id.scheme} ${envelopeName(id)}`;

/** The entries by which money is promised to a household. Each belongs to the scheme that is open on its day. */
const commits: readonly EntryKind[] = ["award", "reservation", "approval"];

/**
 * Adds up a scheme's ledger and compares every stored figure with it. Shards of an envelope lend each other available
 * money, so that bucket is compared by envelope and every other figure by shard. It holds each entry to its own time too.
 */
export const createReckoning = (scheme: SchemeCode, book: SchemeBook): Reckoning => {
  const shards = new Map<string, ShardReckoned>();
  const available = new Map<string, number>();
  const lines = new Map<string, LineReckoned>();
  const transfers = new Map<string, number>();
  const moves = new Map<string, NonNullable<LedgerEntry["moved"]>[]>();
  const grant = { granted: 0, unallocated: 0, sentBack: 0 };
  const overTime = createOverTime();
  const found: Difference[] = [];
  let seen = { envelope: "", entries: new Set<string>() };

  const checkEntry = ({ entryId, kind, from, to, amount, ...entry }: LedgerEntry) => {
    const envelope = envelopePlace(entry);
    if (seen.envelope !== envelope) seen = { envelope, entries: new Set() };
    if (seen.entries.has(entryId)) found.push({ place: `entry ${entryId} of ${envelope}`, is: "there twice", shouldBe: "there once" });
    seen.entries.add(entryId);
    const isPlaced = [false, true].some((isOver) => placesOf(kind, isOver).from === from && placesOf(kind, isOver).to === to);
    if (!isPlaced || !Number.isSafeInteger(amount) || (isCorrection(kind) ? amount !== 0 : amount <= 0))
      found.push({ place: `entry ${entryId} of ${envelope}`, is: `${amount} from ${from} to ${to}`, shouldBe: `as ${kind} moves money` });
  };

  const checkDay = ({ entryId, kind, at, ...entry }: LedgerEntry) => {
    if (!commits.includes(kind)) return;
    const day = londonDay(new Date(at));
    const about = schemeAsOf(book, scheme, day)?.about;
    if (about && about.start <= day && day <= about.end) return;
    const shouldBe = about ? `between ${about.start} and ${about.end}` : "in a scheme";
    found.push({ place: `the day of entry ${entryId} of ${envelopePlace(entry)}`, is: day, shouldBe });
  };

  const follow = ({ from, to, amount, at, ...entry }: LedgerEntry) => {
    for (const [place, change] of [
      [from, -amount],
      [to, amount],
    ] as const) {
      if (place === "grant") overTime.add(`unallocated of ${scheme}`, at, change);
      else if (isBucketName(place)) overTime.add(`${place} of ${envelopePlace(entry)}`, at, change);
    }
    // No more spend is taken back than was entered; what awards have paid stands in the same bucket.
    if (entry.kind === "spend" || entry.kind === "spendBack")
      overTime.add(`${entry.administration ?? "services"} of ${envelopePlace(entry)}`, at, entry.kind === "spend" ? amount : -amount);
  };

  const addToGrant = ({ kind, from, to, amount }: LedgerEntry) => {
    if (isReturn(kind)) grant.sentBack += amount;
    else grant.granted += (from === "department" ? amount : 0) - (to === "department" ? amount : 0);
    grant.unallocated += (to === "grant" ? amount : 0) - (from === "grant" ? amount : 0);
  };

  const addToShard = (entry: LedgerEntry) => {
    const { from, to, amount, kind, award, households } = entry;
    if (!isBucketName(from) && !isBucketName(to)) return;
    const own = shards.get(shardPlace(entry)) ?? nothing();
    shards.set(shardPlace(entry), own);
    for (const [place, change] of [
      [from, -amount],
      [to, amount],
    ] as const) {
      if (place === "available") add(available, envelopePlace(entry), change);
      else if (isBucketName(place)) add(own.buckets, place, change);
    }
    if (isMoneyBack(kind)) own.returned += amount;
    own.householdsInCategory += households?.counts.inCategory ? householdsWay(kind) : 0;
    own.householdsInScheme += households?.counts.inScheme ? householdsWay(kind) : 0;
    const way = countsWay(kind);
    if (!award || way === 0) return;
    own.payments += way;
    own.awardsInCategory += award.countsAward.inCategory ? way : 0;
    own.awardsInScheme += award.countsAward.inScheme ? way : 0;
    own.householdsInCategory += award.countsHousehold.inCategory ? way : 0;
    own.householdsInScheme += award.countsHousehold.inScheme ? way : 0;
  };

  const addToLine = ({ award, kind, from, to, amount, category }: LedgerEntry) => {
    if (!award) return;
    const { awardId, caseId, householdId } = award;
    const lineId = lineIdOf(awardId, award.line);
    const own: LineReckoned = lines.get(lineId) ?? {
      ...{ lineId, caseId, awardId, householdId, category, amount },
      ...{ live: 0, opened: 0, moves: 0, hasComeBack: false, held: new Map() },
    };
    lines.set(lineId, own);
    if (own.amount !== amount) found.push(...differs(`an amount of line ${lineId}`, amount, own.amount));
    own.moves += 1;
    own.live += countsWay(kind);
    own.opened += countsWay(kind) === 1 ? 1 : 0;
    if (countsWay(kind) === 1) own.householdId = householdId;
    own.hasComeBack ||= isMoneyBack(kind);
    for (const [place, change] of [
      [from, -1],
      [to, 1],
    ] as const) {
      if (place === "reserved" || place === "committed" || place === "paid") add(own.held, place, change);
    }
  };

  /** Moves of one award have no order in a ledger of many shards: what it came to and never left again is where it is. */
  const householdNow = ({ awardId, householdId }: LineReckoned): string => {
    const times = new Map([[householdId, 1]]);
    for (const { from, to } of moves.get(awardId) ?? []) {
      add(times, from, -1);
      add(times, to, 1);
    }
    return [...times].find(([, stays]) => stays > 0)?.[0] ?? householdId;
  };

  const ofHouseholds = () => Map.groupBy(lines.values(), householdNow);

  return {
    lines,
    households: () => [...ofHouseholds().keys()],

    add(entry) {
      checkEntry(entry);
      checkDay(entry);
      follow(entry);
      addToGrant(entry);
      addToShard(entry);
      addToLine(entry);
      if (entry.moved) moves.set(entry.moved.awardId, [...(moves.get(entry.moved.awardId) ?? []), entry.moved]);
      if (entry.kind === "transferIn" || entry.kind === "transferOut")
        add(transfers, entry.change ?? entry.entryId, entry.kind === "transferIn" ? entry.amount : -entry.amount);
    },

    ledgerDifferences: () => [
      ...found,
      ...overTime.differences(),
      ...[...transfers].flatMap(([change, gained]) => differs(`what transfer ${change} of ${scheme} gains`, gained, 0)),
      ...[...lines.values()].flatMap(({ lineId, opened }) => differs(`how often line ${lineId} was opened`, opened, 1)),
    ],

    shardDifferences(kept, households) {
      const nameOf = (line: LineReckoned) => households.get(householdNow(line))?.householdId ?? householdNow(line);
      const known = new Map(kept.map((shard) => [shardPlace(shard), shard]));
      const left = new Map<string, number>();
      for (const shard of kept) add(left, envelopePlace(shard), shard.available);
      return [
        ...[...new Set([...available.keys(), ...left.keys()])].flatMap((name) =>
          differs(`available of ${name}`, left.get(name), available.get(name) ?? 0),
        ),
        ...[...new Set([...shards.keys(), ...known.keys()])].flatMap((name) =>
          ofShard(name, known.get(name), shards.get(name) ?? nothing()),
        ),
        ...countsOnce(kept, [...lines.values()], nameOf, scheme),
      ];
    },

    grantDifferences: ({ granted, unallocated, sentBack = zeroPence }) => [
      ...differs(`granted of ${scheme}`, granted, grant.granted),
      ...differs(`unallocated of ${scheme}`, unallocated, grant.unallocated),
      ...differs(`returned to the department of ${scheme}`, sentBack, grant.sentBack),
    ],

    lineDifferences(kept) {
      const known = new Map(kept.map((line) => [line.lineId, line]));
      return [...lines.values()].flatMap((own) => ofLine(own, known.get(own.lineId)));
    },

    householdDifferences(kept) {
      return [...ofHouseholds()].flatMap(([householdId, own]) => {
        const household = kept.get(householdId);
        const part = household && partsOf(household).find((one) => one.householdId === householdId);
        return [...ofHousehold(householdId, own, part, scheme), ...claimsBeyond(part ?? noClaims(householdId), scheme, book)];
      });
    },
  };
};

const ofShard = (name: string, kept: EnvelopeShard | undefined, reckoned: ShardReckoned): Difference[] => [
  ...bucketNames
    .filter((bucket) => bucket !== "available")
    .flatMap((bucket) => differs(`${bucket} of ${name}`, kept?.[bucket], reckoned.buckets.get(bucket) ?? 0)),
  ...bucketNames.flatMap((bucket) => {
    const held = kept?.[bucket] ?? 0;
    return held >= 0 ? [] : [{ place: `${bucket} of ${name}`, is: String(held), shouldBe: "nothing or more" }];
  }),
  ...differs(`returned of ${name}`, kept?.returned, reckoned.returned),
  ...differs(`payments of ${name}`, kept?.payments, reckoned.payments),
  ...differs(`awards in the category of ${name}`, kept?.awards.inCategory, reckoned.awardsInCategory),
  ...differs(`awards in the scheme of ${name}`, kept?.awards.inScheme, reckoned.awardsInScheme),
  ...differs(`households in the category of ${name}`, kept?.households.inCategory, reckoned.householdsInCategory),
  ...differs(`households in the scheme of ${name}`, kept?.households.inScheme, reckoned.householdsInScheme),
];

/** Counts awards and households afresh, without relying on where the entries say that each counts once. */
const countsOnce = (
  shards: readonly EnvelopeShard[],
  lines: readonly LineReckoned[],
  householdOf: (line: LineReckoned) => string,
  scheme: SchemeCode,
): Difference[] => {
  const sum = (own: readonly EnvelopeShard[], of: "awards" | "households", where: "inCategory" | "inScheme") =>
    own.reduce((total, shard) => total + shard[of][where], 0);
  const compare = (name: string, own: readonly EnvelopeShard[], live: readonly LineReckoned[], where: "inCategory" | "inScheme") => [
    ...differs(`awards counted in ${name}`, sum(own, "awards", where), new Set(live.map(({ awardId }) => awardId)).size),
    ...differs(`households counted in ${name}`, sum(own, "households", where), new Set(live.map(householdOf)).size),
  ];
  const live = lines.filter((line) => line.live > 0);
  const byCategory = Map.groupBy(live, ({ category }) => category);
  const kept = Map.groupBy(shards, ({ category }) => category);
  return [
    ...compare(scheme, shards, live, "inScheme"),
    ...[...new Set([...kept.keys(), ...byCategory.keys()])].flatMap((category) =>
      compare(`${scheme} ${category}`, kept.get(category) ?? [], byCategory.get(category) ?? [], "inCategory"),
    ),
  ];
};

const ofLine = ({ lineId, held, moves }: LineReckoned, kept: Line | undefined): Difference[] => {
  const stands = [...held].filter(([, times]) => times !== 0);
  const shouldBe = stands.map(([bucket, times]) => (times === 1 ? bucket : `${bucket} ${times} times`)).join(" and ") || "come back";
  // A line without any step has no item: it stands where its award put it.
  if (!kept) return moves === 1 ? [] : [{ place: `line ${lineId}`, is: "not there", shouldBe }];
  const is = bucketOf(kept) ?? "come back";
  return is === shouldBe ? [] : [{ place: `line ${lineId}, ${kept.state}`, is, shouldBe }];
};

const ofHousehold = (
  householdId: string,
  lines: readonly LineReckoned[],
  kept: HouseholdPart | undefined,
  scheme: SchemeCode,
): Difference[] => {
  const place = `of household ${householdId} in ${scheme}`;
  if (!kept) return [{ place: `the record ${place}`, is: "not there", shouldBe: "there" }];
  const live = lines.filter((line) => line.live > 0);
  const spent = lines.reduce((total, { amount, hasComeBack }) => total + (hasComeBack ? 0 : amount), 0);
  const reached = reachedIn(kept, scheme);
  const categories = new Set([...Object.keys(reached.categories), ...live.map(({ category }) => category)]);
  const awards = (own: readonly LineReckoned[]) => new Set(own.map(({ awardId }) => awardId)).size;
  return [
    ...differs(`spent ${place}`, spentIn(kept, scheme), spent),
    ...differs(`awards ${place}`, reached.awards, awards(live)),
    ...[...categories].flatMap((category) =>
      differs(`awards in ${category} ${place}`, reached.categories[category], awards(live.filter((line) => line.category === category))),
    ),
  ];
};

export type CheckedBooks = {
  readonly scheme: SchemeCode;
  readonly checkedAt: string;
  readonly entries: number;
  readonly differing: number;
  readonly differences: readonly Difference[];
};
