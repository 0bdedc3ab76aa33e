import { randomUUID } from "node:crypto";
import { ConditionalCheckFailedException, TransactionCanceledException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import {
  type Envelope,
  type EnvelopeId,
  type EnvelopeShard,
  envelopeName,
  envelopesFrom,
  type Grant,
  type Keeper,
  shareOf,
} from "../domain/ledger/envelope.ts";
import { addPence, type Pence, pence, zeroPence } from "../domain/money.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { again, retry } from "../retry.ts";
import { commitOnce, untilFree } from "./commit.ts";
import { moveMoney } from "./envelope-writes.ts";
import { findItem, type Item, isKind, readItem, readItems, type Table, values } from "./items.ts";
import { envelopePartition, grantKey, type Key, shardKey, shardPartition, spreadKey } from "./keys.ts";
import type { KindName } from "./kinds.ts";
import { readAtOneInstant, readTogether } from "./read-together.ts";
import { queryAll } from "./slices.ts";

/** All shards of an envelope are read in one transaction, and a transaction reads a hundred items at most. */
export const mostShards = 96;

/** Finance puts money into an envelope and takes it out here. */
export const firstShard = 0;

export type Room = { readonly kind: "room" } | { readonly kind: "tooLittle"; readonly left: Pence };

/**
 * The shards of envelopes, and which of them this Lambda instance keeps to. An instance answers one request at a time,
 * so instances with a shard each never meet. One that meets another moves away.
 */
export type Envelopes = {
  /** The shard that this instance charges. */
  shardOf(id: EnvelopeId): number;
  /** This instance's mark on the shard that it charges, for the others to see. */
  keeper(): Keeper;
  /** After a conflict: goes to a shard that no instance keeps to, and spreads the envelope over more shards where few are free. */
  moveAway(id: EnvelopeId): Promise<void>;
  /** Lends between shards until this instance's shard has the amount. Too little only where all shards together have too little. */
  makeRoom(id: EnvelopeId, amount: Pence): Promise<Room>;
  /** The same for the first shard, where finance moves money: its entries then stand in one place. */
  gatherAtFirst(id: EnvelopeId, amount: Pence): Promise<Room>;
  ofScheme(scheme: SchemeCode): Promise<readonly Envelope[]>;
  shardsOfScheme(scheme: SchemeCode): Promise<readonly EnvelopeShard[]>;
  grant(scheme: SchemeCode): Promise<Grant>;
};

/** The shard that this instance keeps to, out of how many. */
type Kept = { shard: number; shards: number };

/** A shard that nobody charged for so long is free: its keeper has gone or has nothing to do. */
const keptForMs = 60_000;

/** Whether this instance may take a shard: nobody charged it lately, or its keeper has charged another since. */
const isFree = ({ keeper }: EnvelopeShard, shards: readonly EnvelopeShard[], me: Keeper): boolean =>
  keeper === undefined ||
  keeper.by === me.by ||
  me.at - keeper.at > keptForMs ||
  shards.some((other) => other.keeper?.by === keeper.by && other.keeper.at > keeper.at);

export const dynamoEnvelopes = (table: Table, random: () => number = Math.random): Envelopes => {
  const by = randomUUID();
  const keeper = (): Keeper => ({ by, at: Date.now() });
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
    // The last one to charge it stays. The others see that and go.
    if (shards.some(({ shard, keeper: last }) => shard === own.shard && last?.by === by)) return;
    const taken = new Set(shards.filter((one) => !isFree(one, shards, keeper())).map(({ shard }) => shard));
    const free = () => numbersTo(own.shards).filter((shard) => shard !== own.shard && !taken.has(shard));
    // If few are free, instances that move at once would choose the same.
    if (free().length * 3 < own.shards && own.shards < mostShards) own.shards = await spreadWider(table, id, own.shards);
    own.shard = oneOf(free()) ?? oneOf(numbersTo(own.shards)) ?? firstShard;
  };

  /** Borrows half of what a rich shard has, so that money spreads as the traffic does. Shards that nobody uses lend first. */
  const borrowHalf = async (id: EnvelopeId, amount: Pence, shards: readonly EnvelopeShard[]): Promise<boolean> => {
    const rich = shards.filter(({ available }) => shareOf(available, 2) >= amount).sort((a, b) => b.available - a.available);
    const idle = rich.filter((one) => isFree(one, shards, keeper()));
    const lenders = idle.length > 0 ? idle : rich;
    // Of the richest quarter, so that a loan lasts; of several, so that instances choose different ones.
    const lender = oneOf(lenders.slice(0, Math.ceil(lenders.length / 4)));
    if (!lender) return false;
    return lend(table, id, {
      to: keptFor(id).shard,
      loans: [{ shard: lender.shard, amount: shareOf(lender.available, 2) }],
      keeper: keeper(),
    });
  };

  /** Borrows everything from as many shards as it takes, the fullest first. */
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

  /** Only a read at one instant shows that there is too little: shard by shard, it can miss money that is being lent. */
  const lookAtOnce = async (id: EnvelopeId, amount: Pence, shards: number): Promise<Room | typeof again> => {
    const together = await readAtOnce(table, id, shards);
    const left = together && leftIn(together);
    return left !== undefined && left < amount && (await readSpread(table, id)) <= shards ? { kind: "tooLittle", left } : again;
  };

  return {
    shardOf: (id) => keptFor(id).shard,
    keeper,
    moveAway,

    makeRoom(id, amount) {
      const own = keptFor(id);
      return retry<Room>(async () => {
        own.shards = Math.max(own.shards, await readSpread(table, id));
        const shards = await readShards(table, id, own.shards);
        if (shards.some(({ shard, available }) => shard === own.shard && available >= amount)) return { kind: "room" };
        if (await borrowHalf(id, amount, shards)) return { kind: "room" };

        // No shard can lend half and keep enough: move to one that still has enough before gathering.
        const enough = oneOf(shards.filter(({ available }) => available >= amount));
        if (enough) {
          own.shard = enough.shard;
          return { kind: "room" };
        }
        const left = leftIn(shards);
        if (left >= amount) {
          return (await gather(id, own.shard, amount, shards)) ? { kind: "room" } : again;
        }
        return lookAtOnce(id, amount, own.shards);
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
        return lookAtOnce(id, amount, spread);
      }),

    async ofScheme(scheme) {
      return envelopesFrom(await readScheme(table, scheme));
    },
    shardsOfScheme: (scheme) => readScheme(table, scheme),

    async grant(scheme) {
      return (await findItem(table, "grant", grantKey(scheme))) ?? { granted: zeroPence, unallocated: zeroPence };
    },
  };
};

const leftIn = (shards: readonly EnvelopeShard[]): Pence => addPence(shards.map(({ available }) => available));

const readSpread = async (table: Table, id: EnvelopeId): Promise<number> => {
  return (await findItem(table, "spread", spreadKey(id)))?.shards ?? 1;
};

/** Doubles the shards. Where another instance did so first, its number counts. */
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
  shardsFrom(await readTogether(table, keysOf(id, shards)));

/** Every shard at one instant; undefined while a transaction is open on any of them. */
const readAtOnce = async (table: Table, id: EnvelopeId, shards: number): Promise<readonly EnvelopeShard[] | undefined> => {
  try {
    return shardsFrom(await readAtOneInstant(table, keysOf(id, shards)));
  } catch (error) {
    if (error instanceof TransactionCanceledException) return undefined;
    throw error;
  }
};

type Loan = { readonly shard: number; readonly amount: Pence };

/**
 * Moves money from shards to another one of the envelope, all or none, without an entry: the envelope has what it had.
 * False where a lender has spent its money since or is busy. Then another can lend, and the last borrower is one more.
 */
const lend = async (
  table: Table,
  id: EnvelopeId,
  { to, loans, keeper }: { readonly to: number; readonly loans: readonly Loan[]; readonly keeper?: Keeper },
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
      ...(keeper && { keeper }),
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
