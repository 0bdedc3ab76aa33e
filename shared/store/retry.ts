import { setTimeout as sleep } from "node:timers/promises";
import {
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { Fault } from "../fault.ts";
import { refusalsOf, type Table } from "./items.ts";

const attempts = 8;
const firstPauseMs = 25;
const longestPauseMs = 1_000;

/** Full jitter: many who collide once must not collide again together. */
const pauseBefore = (attempt: number) => Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** attempt);

export type Refusal = ReturnType<typeof refusalsOf>[number];

/**
 * Sends one transaction, its writes in the order in which their refusals count. A conflict with another open
 * transaction is retried, bounded and jittered, since it says nothing about the condition: what would be said of a
 * later write may be hidden by it. Returns undefined when it committed, else each write's refusal in order.
 */
export const transact = async (table: Table, writes: TransactWriteItem[]): Promise<readonly Refusal[] | undefined> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      await table.client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
      return undefined;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const refusals = refusalsOf(error);
      const first = refusals.find(({ failed, conflicted }) => failed || conflicted);
      if (!first) throw error;
      if (first.failed) return refusals;
      await sleep(pauseBefore(attempt));
    }
  }
  throw new Fault("tooBusy");
};

/** Sends a write of a single item until no open transaction holds that item, bounded and jittered in the same way. */
export const untilFree = async <T>(send: () => Promise<T>): Promise<T> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof TransactionConflictException)) throw error;
      await sleep(pauseBefore(attempt));
    }
  }
  throw new Fault("tooBusy");
};
