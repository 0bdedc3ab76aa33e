import { setTimeout as sleep } from "node:timers/promises";
import {
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { Fault } from "../fault.ts";
import { refusalsOf, type Table } from "./items.ts";

/** How often anything is sent before the table counts as too busy. */
export const attempts = 8;
/** How often, where each attempt may go elsewhere: on a fund's opening morning several shards in a row may be taken. */
const attemptsElsewhere = 24;
const firstPauseMs = 25;
const longestPauseMs = 1_000;

/** Milliseconds to wait before sending for the n-th time again. Full jitter: many who collide once must not collide again together. */
export const pauseBefore = (attempt: number): number => Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));

export type Refusal = ReturnType<typeof refusalsOf>[number];

/** Looks at whose traffic a transaction met, before it is sent again: the next attempt may go elsewhere. */
type AfterConflict = (refusals: readonly Refusal[]) => Promise<void>;

/** Sends one transaction once. Undefined when it committed, else each write's refusal, in the order of the writes. */
export const transactOnce = async (table: Table, writes: TransactWriteItem[]): Promise<readonly Refusal[] | undefined> => {
  try {
    await table.client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
    return undefined;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const refusals = refusalsOf(error);
    if (!refusals.some(({ failed, conflicted }) => failed || conflicted)) throw error;
    return refusals;
  }
};

/**
 * Sends one transaction, its writes in the order in which their refusals count. Refused for traffic's sake, by another
 * open transaction or for want of throughput, it is sent again, bounded and jittered, since that says nothing about the
 * conditions: what would be said of a later write may be hidden by it. Returns undefined when it committed, else each
 * write's refusal in order. The SDK itself sends again, under one token, what had no answer; but it does not look
 * inside a cancelled transaction.
 */
export const transact = async (
  table: Table,
  writes: TransactWriteItem[] | (() => TransactWriteItem[]),
  afterConflict?: AfterConflict,
  patience = afterConflict ? attemptsElsewhere : attempts,
): Promise<readonly Refusal[] | undefined> => {
  for (let attempt = 0; attempt < patience; attempt += 1) {
    // Whoever goes elsewhere has nobody to wait for.
    if (attempt > 0) await sleep(afterConflict ? pauseBefore(1) : pauseBefore(attempt));
    const refusals = await transactOnce(table, typeof writes === "function" ? writes() : writes);
    if (refusals?.find(({ failed, conflicted }) => failed || conflicted)?.conflicted !== true) return refusals;
    await afterConflict?.(refusals);
  }
  throw new Fault("tooBusy");
};

/** Sends a write of a single item until no open transaction holds that item, bounded and jittered in the same way. */
export const untilFree = async <T>(send: () => Promise<T>): Promise<T> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await sleep(pauseBefore(attempt));
    try {
      return await send();
    } catch (error) {
      // Throttled, a single request has already been sent three times by the SDK.
      if (!(error instanceof TransactionConflictException)) throw error;
    }
  }
  throw new Fault("tooBusy");
};
