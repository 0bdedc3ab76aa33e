import { randomUUID } from "node:crypto";
import {
  ConditionalCheckFailedException,
  GetItemCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import {
  type Envelope,
  type EnvelopeId,
  type EnvelopeShard,
  envelopeName,
  envelopesFrom,
  type Grant,
  type Held,
  shareOf,
} from "../domain/ledger/envelope.ts";
import { addPence, type Pence, pence, zeroPence } from "../domain/money.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { again, retry } from "../retry.ts";
import { commitOnce, untilFree } from "./commit.ts";
import { moveMoney } from "./envelope-writes.ts";
import { type Item, isKind, readItem, readItems, type Table, values } from "./items.ts";
import { envelopePartition, grantKey, type Key, shardKey, shardPartition, spreadKey } from "./keys.ts";
import type { KindName } from "./kinds.ts";
import { queryAll } from "./pages.ts";
import { readBatch } from "./read-batch.ts";

/** All shards of an envelope are read in one transaction, and a transaction reads a hundred items at most. */
export const mostShards = 96;

/** Where money comes into an envelope and leaves it, other than by awards. */
export const firstShard = 0;

export type Room = { readonly kind: "room" } | { readonly kind: "tooLittle"; readonly left: Pence };

/**
 * The shards of envelopes, and which of them this running function keeps to. One function answers one request at a
 * time, so functions that each keep to a shard of their own never meet; one that does meet another moves away.
 */
export type Envelopes = {
  /** The shard that this function now charges. */
  shardOf(id: EnvelopeId): number;
  /** Who this function is to the others, for the shard that it charges. */
  held(): Held;
  /** After a conflict: goes to a shard that nobody keeps to, and spreads the envelope wider where there is none. */
  moveAway(id: EnvelopeId): Promise<void>;
  /** Sees to it that the function's shard holds this much, by lending between shards. Too little only where all of them together hold too little. */
  makeRoom(id: EnvelopeId, amount: Pence): Promise<Room>;
  /** The same at the first shard, where finance moves money in and out: an envelope's own entries then have one place, however wide it is spread. */
  gatherAtFirst(id: EnvelopeId, amount: Pence): Promise<Room>;
  ofScheme(scheme: SchemeCode): Promise<readonly Envelope[]>;
  shardsOfScheme(scheme: SchemeCode): Promise<readonly EnvelopeShard[]>;
  grant(scheme: SchemeCode): Promise<Grant>;
};

/** The shard that is kept to, out of how many. */
type Kept = { shard: number; shards: number };

/** A shard that was not charged for so long is nobody's: its function has gone, or has nothing to do. */
const heldForMs = 60_000;

/** Whether nobody but this function keeps to a shard: nobody charged it lately, or whoever did has charged another since. */
const isFree = ({ held }: EnvelopeShard, shards: readonly EnvelopeShard[], me: Held): boolean =>
  held === undefined ||
  held.by === me.by ||
  me.at - held.at > heldForMs ||
  shards.some((other) => other.held?.by === held.by && other.held.at > held.at);

export const dynamoEnvelopes = (table: Table, random: () => number = Math.random): Envelopes => {
  const by = randomUUID();
  const held = (): Held => ({ by, at: Date.now() });
  const kept = new Map<string, Kept>();
  const keptFor = (id: EnvelopeId): Kept => {
    const name = `${id.scheme}#${envelopeName(id)}`;
    const found = kept.get(name) ?? { shard: firstShard, shards: 1 };
    kept.set(name, found);
    return found;
  };
  const oneOf = <T>(choices: readonly T[]): T | undefined => choices[Math.floor(random() * choices.length)];

  const moveAway: Envelopes["moveAway"] = async (id) => {
    const own = keptFor(id);
    own.shards = Math.max(await readSpread(table, id), own.shards);
    const shards = await readShards(table, id, own.shards);
    // Whoever charged it last stays: the others see that, and go.
    if (shards.some(({ shard, held: last }) => shard === own.shard && last?.by === by)) return;
    const taken = new Set(shards.filter((one) => !isFree(one, shards, held())).map(({ shard }) => shard));
    const free = () => numbersTo(own.shards).filter((shard) => shard !== own.shard && !taken.has(shard));
    // Where few are free, those who move at once would go to the same.
    if (free().length * 3 < own.shards && own.shards < mostShards) own.shards = await spreadWider(table, id, own.shards);
    own.shard = oneOf(free()) ?? oneOf(numbersTo(own.shards)) ?? firstShard;
  };

  /** Half of what a rich shard has, so that money spreads as widely as the traffic does; rather of one that nobody is using. */
  const borrowHalf = async (id: EnvelopeId, amount: Pence, shards: readonly EnvelopeShard[]): Promise<boolean> => {
    const rich = shards.filter(({ available }) => shareOf(available, 2) >= amount).sort((a, b) => b.available - a.available);
    const idle = rich.filter((one) => isFree(one, shards, held()));
    const lenders = idle.length > 0 ? idle : rich;
    // Of the richest quarter, so that a loan lasts; of several, so that not everybody asks the same.
    const lender = oneOf(lenders.slice(0, Math.ceil(lenders.length / 4)));
    if (!lender) return false;
    return lend(table, id, { to: keptFor(id).shard, loans: [{ shard: lender.shard, amount: shareOf(lender.available, 2) }], held: held() });
  };

  /** Everything from as many shards as it takes, the fullest first. */
  const gather = async (id: EnvelopeId, shard: number, amount: Pence, shards: readonly EnvelopeShard[]): Promise<boolean> => {
    let missing = amount - (shards.find((one) => one.shard === shard)?.available ?? 0);
    const loans: Loan[] = [];
    for (const lender of shards.filter((one) => one.shard !== shard && one.available > 0).sort((a, b) => b.available - a.available)) {
      if (missing <= 0) break;
      loans.push({ shard: lender.shard, amount: lender.available });
      missing -= lender.available;
    }
    return lend(table, id, { to: shard, loans });
  };

  return {
    shardOf: (id) => keptFor(id).shard,
    held,
    moveAway,

    makeRoom(id, amount) {
      const own = keptFor(id);
      return retry<Room>(async () => {
        own.shards = Math.max(own.shards, await readSpread(table, id));
        const shards = await readShards(table, id, own.shards);
        if (shards.some(({ shard, available }) => shard === own.shard && available >= amount)) return { kind: "room" };
        if (await borrowHalf(id, amount, shards)) return { kind: "room" };

        // Nobody can lend half and keep enough: rather go where there still is enough than draw it all together.
        const enough = oneOf(shards.filter(({ available }) => available >= amount));
        if (enough) {
          own.shard = enough.shard;
          return { kind: "room" };
        }
        const left = leftIn(shards);
        if (left >= amount) {
          return (await gather(id, own.shard, amount, shards)) ? { kind: "room" } : again;
        }
        // Read one by one, money that was being lent may have been missed: only all at once shows that there is too little.
        const together = await readAtOnce(table, id, own.shards);
        if (together && leftIn(together) < amount && (await readSpread(table, id)) <= own.shards)
          return { kind: "tooLittle", left: leftIn(together) };
        return again;
      });
    },

    gatherAtFirst: (id, amount) =>
      retry<Room>(async () => {
        const spread = await readSpread(table, id);
        const shards = await readShards(table, id, spread);
        if (shards.some(({ shard, available }) => shard === firstShard && available >= amount)) return { kind: "room" };
        if (leftIn(shards) >= amount) {
          return (await gather(id, firstShard, amount, shards)) ? { kind: "room" } : again;
        }
        const together = await readAtOnce(table, id, spread);
        if (together && leftIn(together) < amount && (await readSpread(table, id)) <= spread)
          return { kind: "tooLittle", left: leftIn(together) };
        return again;
      }),

    async ofScheme(scheme) {
      return envelopesFrom(await readScheme(table, scheme));
    },
    shardsOfScheme: (scheme) => readScheme(table, scheme),

    async grant(scheme) {
      const { Item: item } = await table.client.send(
        new GetItemCommand({ TableName: table.name, Key: values(grantKey(scheme)), ConsistentRead: true }),
      );
      return item ? readItem("grant", item) : { granted: zeroPence, unallocated: zeroPence };
    },
  };
};

const leftIn = (shards: readonly EnvelopeShard[]): Pence => addPence(shards.map(({ available }) => available));

const readSpread = async (table: Table, id: EnvelopeId): Promise<number> => {
  const { Item: item } = await table.client.send(
    new GetItemCommand({ TableName: table.name, Key: values(spreadKey(id)), ConsistentRead: true }),
  );
  return item ? readItem("spread", item).shards : 1;
};

/** Twice as many shards. Whoever meets somebody else doing the same takes what they did. */
const spreadWider = async (table: Table, id: EnvelopeId, from: number): Promise<number> => {
  const shards = Math.min(from * 2, mostShards);
  try {
    await untilFree(() =>
      table.client.send(
        new UpdateItemCommand({
          TableName: table.name,
          Key: values(spreadKey(id)),
          UpdateExpression: "SET itemKind = :kind, shards = :shards",
          ConditionExpression: from === 1 ? "attribute_not_exists(pk)" : "shards = :from",
          ExpressionAttributeValues: values({
            ":kind": "spread" satisfies KindName,
            ":shards": shards,
            ...(from > 1 && { ":from": from }),
          }),
        }),
      ),
    );
    return shards;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return readSpread(table, id);
    throw error;
  }
};

const numbersTo = (shards: number): number[] => Array.from({ length: shards }, (_, shard) => shard);
const keysOf = (id: EnvelopeId, shards: number): Key[] => numbersTo(shards).map((shard) => shardKey(id, shard));
const shardsFrom = (items: readonly Item[]) => items.map((item) => readItem("envelope", item));

const readShards = async (table: Table, id: EnvelopeId, shards: number): Promise<readonly EnvelopeShard[]> =>
  shardsFrom(await readBatch(table, keysOf(id, shards)));

/** Every shard at one instant; undefined while a transaction is open on any of them. */
const readAtOnce = async (table: Table, id: EnvelopeId, shards: number): Promise<readonly EnvelopeShard[] | undefined> => {
  try {
    const { Responses = [] } = await table.client.send(
      new TransactGetItemsCommand({
        TransactItems: keysOf(id, shards).map((key) => ({ Get: { TableName: table.name, Key: values(key) } })),
      }),
    );
    return shardsFrom(Responses.flatMap(({ Item: item }) => (item ? [item] : [])));
  } catch (error) {
    if (error instanceof TransactionCanceledException) return undefined;
    throw error;
  }
};

type Loan = { readonly shard: number; readonly amount: Pence };

/**
 * Moves money from shards to another shard of the same envelope, all of it or none. No entry: the envelope has what it
 * had. False where a lender has given its money away since it was looked at, or is busy: then another can lend, and
 * whoever has just borrowed is one more who can.
 */
const lend = async (
  table: Table,
  id: EnvelopeId,
  { to, loans, held }: { readonly to: number; readonly loans: readonly Loan[]; readonly held?: Held },
): Promise<boolean> => {
  if (loans.length === 0) return false;
  const amount = addPence(loans.map((loan) => loan.amount));
  const committed = await commitOnce(table, {
    lenders: loans.map((loan) =>
      moveMoney(table, { drawnOn: { ...id, shard: loan.shard }, from: "available", to: "envelope", amount: loan.amount }),
    ),
    borrower: moveMoney(table, {
      drawnOn: { ...id, shard: to },
      from: "envelope",
      to: "available",
      amount: pence(amount),
      ...(held && { held }),
    }),
  });
  return committed.kind === "committed";
};

/** The first partition says how far each envelope is spread; the others are read only where one is. */
const readScheme = async (table: Table, scheme: SchemeCode): Promise<readonly EnvelopeShard[]> => {
  const first = await queryAll(table, envelopePartition(scheme));
  const spreads = readItems("spread", first).map((read) => read.shards);
  const further = Array.from({ length: Math.max(1, ...spreads) - 1 }, (_, index) => shardPartition(scheme, index + 1));
  const rest = await Promise.all(further.map((partition) => queryAll(table, partition)));
  return shardsFrom([...first, ...rest.flat()].filter((item) => isKind("envelope", item)));
};
