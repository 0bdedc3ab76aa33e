import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { type Bucket, bucketNames, buckets, type EnvelopeId, type Keeper, noTally, type Tally } from "../domain/ledger/envelope.ts";
import { isMoneyBack, isReturn, type LedgerEntry, type Place } from "../domain/ledger/ledger.ts";
import { type Pence, zeroPence } from "../domain/money.ts";
import { putNew, type Table, values, writeItem } from "./items.ts";
import { grantKey, ledgerKey, shardKey } from "./keys.ts";
import type { KindName } from "./kinds.ts";

/** A shard of an envelope, and how much moves in it. */
export type Movement = {
  readonly drawnOn: EnvelopeId & { readonly shard: number };
  readonly from: Place;
  readonly to: Place;
  readonly amount: Pence;
  /** The amount that must stay where the money comes from. */
  readonly leaving?: Pence;
  /** Added to the envelope's counts; negative if something is taken back. */
  readonly tally?: Tally;
  /** Money that had been awarded and comes back. */
  readonly isMoneyBack?: boolean;
  /** The instance that keeps to the shard from now on. */
  readonly keeper?: Keeper;
};

const isBucket = (place: Place): place is Bucket => Object.hasOwn(buckets, place);

/** The first values of a shard's item, whichever write makes it. */
const firstValues = ({ scheme, category, period, pot, shard }: Movement["drawnOn"]) => ({
  itemKind: "envelope" satisfies KindName,
  scheme,
  category,
  period,
  pot,
  shard,
  ...Object.fromEntries(bucketNames.map((bucket) => [bucket, zeroPence])),
  returned: zeroPence,
  ...noTally,
});

/**
 * Moves money within a shard, into it or out of it. A write that would take a bucket below zero is refused and brings
 * the shard back. The first money that is put into a shard makes its item.
 */
export const moveMoney = (
  table: Table,
  { drawnOn, from, to, amount, leaving = zeroPence, tally = noTally, isMoneyBack: isBack, keeper }: Movement,
): TransactWriteItem => {
  const changes = new Map<string, number>();
  if (isBucket(from)) changes.set(from, -amount);
  if (isBucket(to)) changes.set(to, amount);
  if (isBack) changes.set("returned", amount);
  const counts = {
    payments: tally.payments,
    "awards.inCategory": tally.awards.inCategory,
    "awards.inScheme": tally.awards.inScheme,
    "households.inCategory": tally.households.inCategory,
    "households.inScheme": tally.households.inScheme,
  };
  for (const [name, count] of Object.entries(counts)) if (count !== 0) changes.set(name, count);
  const mayBeNew = !isBucket(from);
  const names = new Map<string, string>();
  const nameOf = (path: string) =>
    path
      .split(".")
      .map((part) => {
        names.set(`#${part}`, part);
        return `#${part}`;
      })
      .join(".");
  const added = [...changes].map(([path, change], index) => {
    const name = nameOf(path);
    return { set: `${name} = ${mayBeNew ? `if_not_exists(${name}, :zero)` : name} + :c${index}`, value: [`:c${index}`, change] as const };
  });
  const begun = mayBeNew ? Object.entries(firstValues(drawnOn)).filter(([name]) => !changes.has(name)) : [];
  const first = begun.map(([name, value], index) => ({
    set: `${nameOf(name)} = if_not_exists(${nameOf(name)}, :f${index})`,
    value: [`:f${index}`, value] as const,
  }));
  const kept = keeper ? [{ set: `${nameOf("keeper")} = :keeper`, value: [":keeper", keeper] as const }] : [];
  const changed = [...added, ...first, ...kept];
  return {
    Update: {
      TableName: table.name,
      Key: values(shardKey(drawnOn, drawnOn.shard)),
      UpdateExpression: `SET ${changed.map(({ set }) => set).join(", ")}`,
      ...(isBucket(from) && { ConditionExpression: `${nameOf(from)} >= :amount` }),
      ExpressionAttributeNames: Object.fromEntries(names),
      ExpressionAttributeValues: values({
        ...Object.fromEntries(changed.map(({ value }) => value)),
        ...(isBucket(from) && { ":amount": amount + leaving }),
        ...(mayBeNew && { ":zero": 0 }),
      }),
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  };
};

/** Puts an entry into the ledger. Nothing ever changes it. */
export const putEntry = (table: Table, entry: LedgerEntry): TransactWriteItem =>
  putNew(table, writeItem("ledgerEntry", ledgerKey(entry), entry));

/** The movement that an entry records in its envelope. */
const moveAsEntered = (table: Table, entry: LedgerEntry, leaving: Pence | undefined): TransactWriteItem => {
  const { scheme, category, period, pot, shard, from, to, amount, kind } = entry;
  return moveMoney(table, {
    drawnOn: { scheme, category, period, pot, shard },
    from,
    to,
    amount,
    isMoneyBack: isMoneyBack(kind),
    ...(leaving && { leaving }),
  });
};

/** Changes a grant and the part of it that is in no envelope. Neither falls below zero. */
export const moveGrant = (
  table: Table,
  scheme: string,
  { granted, unallocated, sentBack }: { readonly granted: number; readonly unallocated: number; readonly sentBack: number },
): TransactWriteItem => ({
  Update: {
    TableName: table.name,
    Key: values(grantKey(scheme)),
    UpdateExpression:
      "SET itemKind = :kind, granted = if_not_exists(granted, :zero) + :granted, unallocated = if_not_exists(unallocated, :zero) + :unallocated, sentBack = if_not_exists(sentBack, :zero) + :sentBack",
    ...(unallocated < 0 && { ConditionExpression: "unallocated >= :needed" }),
    ExpressionAttributeValues: values({
      ":kind": "grant" satisfies KindName,
      ":zero": 0,
      ":granted": granted,
      ":unallocated": unallocated,
      ":sentBack": sentBack,
      ...(unallocated < 0 && { ":needed": -unallocated }),
    }),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  },
});

/** An entry and its movement, in its envelope, in the grant, or in both: neither is written without the other. */
export type EntryWrites = {
  readonly entry: TransactWriteItem;
  readonly envelope: TransactWriteItem | undefined;
  readonly grant: TransactWriteItem | undefined;
};

/** Every write of an entry that finance or the service makes. */
export const writeEntry = (table: Table, entry: LedgerEntry, leaving?: Pence): EntryWrites => {
  const { scheme, amount, from, to, kind } = entry;
  const sentBack = isReturn(kind) ? amount : 0;
  const change = {
    granted: sentBack > 0 ? 0 : to === "department" ? -amount : from === "department" ? amount : 0,
    unallocated: from === "grant" ? -amount : to === "grant" ? amount : 0,
    sentBack,
  };
  return {
    entry: putEntry(table, entry),
    envelope: isBucket(from) || isBucket(to) ? moveAsEntered(table, entry, leaving) : undefined,
    grant: change.unallocated === 0 && sentBack === 0 ? undefined : moveGrant(table, scheme, change),
  };
};
