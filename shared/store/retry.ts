import { setTimeout as sleep } from "node:timers/promises";
import { TransactionCanceledException, type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { Fault } from "../fault.ts";
import { refusalsOf, type Table } from "./items.ts";

const attempts = 8;
const firstPauseMs = 25;
const longestPauseMs = 1_000;

/** Full jitter: many who collide once must not collide again together. */
const pauseBefore = (attempt: number) => Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** attempt);

export type Refusal = ReturnType<typeof refusalsOf>[number];

/**
 * Sends one transaction. A conflict with another open transaction is retried, bounded and jittered, since it says
 * nothing about the conditions. Returns undefined when it committed, else each write's refusal in order.
 */
export const transact = async (table: Table, writes: TransactWriteItem[]): Promise<readonly Refusal[] | undefined> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      await table.client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
      return undefined;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const refusals = refusalsOf(error);
      if (refusals.some(({ failed }) => failed)) return refusals;
      if (!refusals.some(({ conflicted }) => conflicted)) throw error;
      await sleep(pauseBefore(attempt));
    }
  }
  throw new Fault("tooBusy");
};
