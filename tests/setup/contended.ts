import { setTimeout as pauseInEarnest } from "node:timers/promises";
import {
  type AttributeValue,
  DeleteItemCommand,
  PutItemCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { chanceFrom } from "../../infra/local/demo-data/random.ts";
import type { Table } from "../../shared/store/items.ts";
import { table as schema } from "../../shared/system.ts";
import { type Command, inFront, type Send } from "./in-front.ts";

/** Usual milliseconds of each part of a call. A transaction has its items while it prepares and commits. */
export type Latencies = {
  readonly travel: number;
  readonly read: number;
  readonly write: number;
  readonly prepare: number;
  readonly commit: number;
};

/** Like the service's, from a function in the same region: reads and writes in a few milliseconds, transactions in two or three times that. */
const likeTheService: Latencies = { travel: 1, read: 2, write: 3, prepare: 4, commit: 4 };

/** One call in fifty takes far longer than usual. */
const slowShare = 0.02;
const slowTimes = 4;

export type ContendedOptions = {
  readonly seed?: number;
  readonly latencies?: Latencies;
  /** Waits; a simulation passes a pause of its own. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
};

export type Contended = Table & {
  /** Requests refused because another was under way on one of their items, counted by item. */
  readonly conflicts: ReadonlyMap<string, number>;
};

/**
 * The table behind a client that refuses as DynamoDB does. DynamoDB Local takes transactions one after another and never
 * refuses any. By the developer guide's "Transaction conflict handling", a write of one item is refused while a transaction
 * has the item; a transaction is cancelled while another has one of its items; a transactional read is cancelled while one
 * of its items is being written; every other read passes. All instances of the product send through one of these.
 */
export const contended = (
  table: Table,
  { seed = 1, latencies = likeTheService, pause = pauseInEarnest }: ContendedOptions = {},
): Contended => {
  const chance = chanceFrom(seed);
  const takes = (usual: number) => pause(usual * (chance.happens(slowShare) ? slowTimes : 0.7 + 0.6 * chance.next()));
  const underWay = itemsUnderWay();
  const conflicts = new Map<string, number>();
  const countConflicts = (items: readonly string[]) => {
    for (const item of items) conflicts.set(item, (conflicts.get(item) ?? 0) + 1);
  };

  const transactWrite = async (command: TransactWriteItemsCommand, onward: Send) => {
    const items = (command.input.TransactItems ?? []).map(itemOfWrite);
    const taken = items.filter(underWay.isTaken);
    if (taken.length > 0) {
      countConflicts(taken);
      throw cancelled(items.map((item) => taken.includes(item)));
    }
    underWay.hold(items);
    try {
      await takes(latencies.prepare);
      const answer = await onward(command);
      await takes(latencies.commit);
      return answer;
    } finally {
      underWay.letGo(items);
    }
  };

  const writeOne = async (command: Command, item: string, onward: Send) => {
    if (underWay.isTaken(item)) {
      countConflicts([item]);
      throw new TransactionConflictException({ message: "Transaction is ongoing for the item", $metadata: {} });
    }
    underWay.startWriting(item);
    try {
      await takes(latencies.write);
      return await onward(command);
    } finally {
      underWay.endWriting(item);
    }
  };

  const transactRead = async (command: TransactGetItemsCommand, onward: Send) => {
    const items = (command.input.TransactItems ?? []).map(({ Get }) => nameOf(Get?.Key));
    const before = items.map(underWay.writesStarted);
    const isBusy = items.map(underWay.isWritten);
    // A read takes long enough for a write to come in between: then the read gives way.
    await takes(latencies.read);
    const answer = isBusy.includes(true) ? undefined : await onward(command);
    await takes(latencies.read);
    const isMet = items.map((item, index) => isBusy[index] === true || underWay.writesStarted(item) !== before[index]);
    if (!isMet.includes(true)) return answer;
    countConflicts(items.filter((_, index) => isMet[index]));
    throw cancelled(isMet);
  };

  const answerTo = async (command: Command, onward: Send): Promise<unknown> => {
    if (command instanceof TransactWriteItemsCommand) return transactWrite(command, onward);
    if (command instanceof TransactGetItemsCommand) return transactRead(command, onward);
    if (command instanceof PutItemCommand) return writeOne(command, nameOf(command.input.Item), onward);
    if (command instanceof UpdateItemCommand || command instanceof DeleteItemCommand)
      return writeOne(command, nameOf(command.input.Key), onward);
    await takes(latencies.read);
    return onward(command);
  };

  const through = inFront(table, async (command, onward) => {
    await takes(latencies.travel);
    try {
      return await answerTo(command, onward);
    } finally {
      await takes(latencies.travel);
    }
  });
  return { ...through, conflicts };
};

/** The items of open transactions, the items that are being written alone, and how many writes of each have started. */
const itemsUnderWay = () => {
  const taken = new Set<string>();
  const writing = new Map<string, number>();
  const started = new Map<string, number>();
  const add = (to: Map<string, number>, item: string, number: number) => to.set(item, (to.get(item) ?? 0) + number);
  return {
    isTaken: (item: string) => taken.has(item),
    isWritten: (item: string) => taken.has(item) || (writing.get(item) ?? 0) > 0,
    writesStarted: (item: string) => started.get(item) ?? 0,
    hold(items: readonly string[]) {
      for (const item of items) {
        taken.add(item);
        add(started, item, 1);
      }
    },
    letGo(items: readonly string[]) {
      for (const item of items) taken.delete(item);
    },
    startWriting(item: string) {
      add(writing, item, 1);
      add(started, item, 1);
    },
    endWriting(item: string) {
      add(writing, item, -1);
    },
  };
};

type Key = { readonly [name: string]: AttributeValue } | undefined;
const nameOf = (key: Key): string => `${key?.[schema.partitionKey]?.S} ${key?.[schema.sortKey]?.S}`;
const itemOfWrite = ({ Put, Update, Delete, ConditionCheck }: TransactWriteItem) =>
  nameOf(Put?.Item ?? (Update ?? Delete ?? ConditionCheck)?.Key);

/** The refusal of a whole transaction, with its reason at exactly the items concerned. */
const cancelled = (isMet: readonly boolean[]) =>
  new TransactionCanceledException({
    message: "Transaction cancelled, please refer cancellation reasons for specific reasons",
    $metadata: {},
    CancellationReasons: isMet.map((met) =>
      met ? { Code: "TransactionConflict", Message: "Transaction is ongoing for the item" } : { Code: "None" },
    ),
  });
