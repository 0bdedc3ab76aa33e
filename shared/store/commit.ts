import {
  type CancellationReason,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { again, brief, growing, retry } from "../retry.ts";
import type { Item, Table } from "./items.ts";

/** The writes of a transaction by name. The order of the names is the order in which their refusals count. */
export type Writes = Readonly<Record<string, TransactWriteItem | readonly TransactWriteItem[] | undefined>>;

/** Why a write was refused. The item comes back where the write asked for it. */
export type Refusal = { readonly failed: boolean; readonly conflicted: boolean; readonly item?: Item };

/** Refusals of several writes under one name: of any, and of each in the order of that name's own list. */
type ListRefusal = Pick<Refusal, "failed" | "conflicted"> & { readonly each: readonly Refusal[] };

/** Only the names that were refused. */
export type RefusedBy<W extends Writes> = {
  readonly [Name in keyof W]?: NonNullable<W[Name]> extends readonly unknown[] ? ListRefusal : Refusal;
};

export type Committed<W extends Writes> = { readonly kind: "committed" } | { readonly kind: "refused"; readonly by: RefusedBy<W> };

const refusalOf = ({ Code, Item: item }: CancellationReason = {}): Refusal => ({
  failed: Code === "ConditionalCheckFailed",
  conflicted: Code === "TransactionConflict" || Code === "ThrottlingError" || Code === "ProvisionedThroughputExceeded",
  ...(item && { item }),
});

const isRefused = ({ failed, conflicted }: Pick<Refusal, "failed" | "conflicted">) => failed || conflicted;

const together = (each: readonly Refusal[]): ListRefusal => ({
  failed: each.some(({ failed }) => failed),
  conflicted: each.some(({ conflicted }) => conflicted),
  each,
});

/** Sends a transaction once. "busy" says nothing of conditions: other traffic came first, and may hide a later write's refusal. */
export const commitOnce = async <W extends Writes>(
  table: Table,
  writes: W,
): Promise<Committed<W> | { readonly kind: "busy"; readonly by: RefusedBy<W> }> => {
  const named = Object.entries(writes).map(([name, own]) => ({ name, isList: Array.isArray(own), own: [own ?? []].flat() }));
  try {
    await table.client.send(new TransactWriteItemsCommand({ TransactItems: named.flatMap(({ own }) => own) }));
    return { kind: "committed" };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    // DynamoDB gives the reasons in the order of the writes.
    const reasons = (error.CancellationReasons ?? []).values();
    const refusals = named.map(({ name, isList, own }) => ({ name, isList, each: own.map(() => refusalOf(reasons.next().value)) }));
    const first = refusals.flatMap(({ each }) => each).find(isRefused);
    if (!first) throw error;
    const refused = refusals.filter(({ each }) => each.some(isRefused));
    const by = Object.fromEntries(refused.map(({ name, isList, each }) => [name, isList ? together(each) : each[0]])) as RefusedBy<W>;
    return { kind: first.conflicted ? "busy" : "refused", by };
  }
};

/**
 * Commits writes together or not at all. A conflict or throttling says nothing of conditions: the writes are sent again
 * until the time is up, and `moveAway` may aim the next attempt elsewhere. The SDK resends a lost answer under one token.
 */
export const commit = <W extends Writes>(
  table: Table,
  writes: W | (() => W),
  { moveAway }: { readonly moveAway?: (by: RefusedBy<W>) => Promise<void> } = {},
): Promise<Committed<W>> =>
  retry<Committed<W>>(
    async () => {
      const committed = await commitOnce(table, typeof writes === "function" ? writes() : writes);
      if (committed.kind !== "busy") return committed;
      await moveAway?.(committed.by);
      return again;
    },
    moveAway ? brief : growing,
  );

/** Sends a write of one item, or a transactional read, until no other transaction is in its way. */
export const untilFree = <T>(send: () => Promise<T>): Promise<T> =>
  retry<T>(async () => {
    try {
      return await send();
    } catch (error) {
      // The SDK itself has already sent a throttled request three times.
      if (error instanceof TransactionConflictException || error instanceof TransactionCanceledException) return again;
      throw error;
    }
  });
