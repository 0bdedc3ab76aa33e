import { type Bucket, bucketNames, type EnvelopeShard, envelopeName } from "../../../shared/domain/ledger/envelope.ts";
import { countsWay, householdsWay, isCorrection, isMoneyBack, type LedgerEntry, placesOf } from "../../../shared/domain/ledger/ledger.ts";
import { envelopePartition } from "../../../shared/store/keys.ts";
import { differs, type Everything, grouped, sum } from "./everything.ts";

const envelopeOf = (one: Pick<LedgerEntry, "scheme" | "category" | "period" | "pot">) => `${one.scheme} ${envelopeName(one)}`;
const shardOf = (one: LedgerEntry | EnvelopeShard) => `${envelopeOf(one)} shard ${one.shard}`;
const isOfGrant = ({ from, to }: LedgerEntry) => from === "department" || (from === "grant" && to === "department");

/** Every balance follows from the ledger, and nothing is below zero. */
export const moneyTroubles = ({ shards, grants, entries }: Everything): readonly string[] => [
  ...entriesOutOfOrder(entries),
  ...shardsBelowZero(shards),
  ...shardsOffTheLedger(shards, entries),
  ...envelopesOffTheLedger(shards, entries),
  ...grantsOffTheLedger(grants, entries),
  ...transfersThatLoseMoney(entries),
];

const entriesOutOfOrder = (entries: readonly LedgerEntry[]): string[] => [
  ...[...grouped(entries, (entry) => `${entry.entryId} of ${envelopeOf(entry)}`)].flatMap(([name, same]) =>
    same.length === 1 ? [] : [`Entry ${name} stands in the ledger ${same.length} times.`],
  ),
  ...entries.flatMap(({ entryId, kind, amount, from, to }) => {
    const isPlaced = [false, true].some((isOver) => placesOf(kind, isOver).from === from && placesOf(kind, isOver).to === to);
    return isPlaced && Number.isSafeInteger(amount) && (isCorrection(kind) ? amount === 0 : amount > 0)
      ? []
      : [`Entry ${entryId} moves ${amount} from ${from} to ${to}, as ${kind} never does.`];
  }),
];

export const shardsBelowZero = (shards: readonly EnvelopeShard[]): string[] =>
  shards.flatMap((shard) =>
    bucketNames.flatMap((bucket) =>
      Number.isSafeInteger(shard[bucket]) && shard[bucket] >= 0 ? [] : [`${bucket} of ${shardOf(shard)} is ${shard[bucket]}.`],
    ),
  );

const flowInto = (bucket: Bucket, entries: readonly LedgerEntry[]): number =>
  sum(entries.map(({ from, to, amount }) => (to === bucket ? amount : 0) - (from === bucket ? amount : 0)));

/** Shards lend only what is left, so every other bucket and every count follows from the shard's own entries. */
const shardsOffTheLedger = (shards: readonly EnvelopeShard[], entries: readonly LedgerEntry[]): string[] => {
  const ofShard = grouped(
    entries.filter((entry) => !isOfGrant(entry)),
    shardOf,
  );
  const known = new Map(shards.map((shard) => [shardOf(shard), shard]));
  return [...new Set([...known.keys(), ...ofShard.keys()])].flatMap((name) => {
    const shard = known.get(name);
    const own = ofShard.get(name) ?? [];
    const counted = (by: (award: NonNullable<LedgerEntry["award"]>) => boolean) =>
      sum(own.map(({ kind, award }) => (award && by(award) ? countsWay(kind) : 0)));
    return [
      ...bucketNames
        .filter((bucket) => bucket !== "available")
        .flatMap((bucket) => differs(`${bucket} of ${name}`, shard?.[bucket], flowInto(bucket, own))),
      ...differs(`returned of ${name}`, shard?.returned, sum(own.map(({ kind, amount }) => (isMoneyBack(kind) ? amount : 0)))),
      ...differs(
        `payments of ${name}`,
        shard?.payments,
        counted(() => true),
      ),
      ...(["inCategory", "inScheme"] as const).flatMap((where) => [
        ...differs(
          `awards.${where} of ${name}`,
          shard?.awards[where],
          counted(({ countsAward }) => countsAward[where]),
        ),
        ...differs(
          `households.${where} of ${name}`,
          shard?.households[where],
          counted(({ countsHousehold }) => countsHousehold[where]) +
            sum(own.map(({ kind, households }) => (households?.counts[where] ? householdsWay(kind) : 0))),
        ),
      ]),
    ];
  });
};

const envelopesOffTheLedger = (shards: readonly EnvelopeShard[], entries: readonly LedgerEntry[]): string[] => {
  const ofEnvelope = grouped(
    entries.filter((entry) => !isOfGrant(entry)),
    envelopeOf,
  );
  const ofShards = grouped(shards, envelopeOf);
  return [...new Set([...ofEnvelope.keys(), ...ofShards.keys()])].flatMap((name) =>
    differs(
      `available of ${name}`,
      sum((ofShards.get(name) ?? []).map(({ available }) => available)),
      flowInto("available", ofEnvelope.get(name) ?? []),
    ),
  );
};

const grantsOffTheLedger = (grants: Everything["grants"], entries: readonly LedgerEntry[]): string[] => {
  const known = new Map(grants.map((grant) => [grant.pk, grant]));
  const ofScheme = grouped(entries, ({ scheme }) => envelopePartition(scheme));
  return [...new Set([...known.keys(), ...ofScheme.keys()])].flatMap((name) => {
    const own = ofScheme.get(name) ?? [];
    const moved = (which: (entry: LedgerEntry) => boolean) => sum(own.filter(which).map(({ amount }) => amount));
    const sentBack = moved(({ kind }) => kind === "returnToDepartment" || kind === "returnUnallocated");
    const granted = moved(({ from }) => from === "department") - moved(({ to }) => to === "department") + sentBack;
    const unallocated = moved(({ to }) => to === "grant") - moved(({ from }) => from === "grant");
    const grant = known.get(name);
    return [
      ...differs(`granted of ${name}`, grant?.granted, granted),
      ...differs(`unallocated of ${name}`, grant?.unallocated, unallocated),
      ...differs(`returned to the department of ${name}`, grant?.sentBack ?? 0, sentBack),
      ...(unallocated < 0 ? [`More of ${name} is allocated than was granted.`] : []),
    ];
  });
};

const transfersThatLoseMoney = (entries: readonly LedgerEntry[]): string[] => {
  const transfers = entries.filter(({ kind }) => kind === "transferIn" || kind === "transferOut");
  return [...grouped(transfers, ({ scheme, change }) => `${scheme} ${change}`)].flatMap(([name, own]) =>
    differs(`what the transfer ${name} gains`, sum(own.map(({ kind, amount }) => (kind === "transferIn" ? amount : -amount))), 0),
  );
};
