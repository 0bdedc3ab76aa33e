import {
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
  type BatchGetItemCommandOutput,
  DeleteItemCommand,
  ProvisionedThroughputExceededException,
  PutItemCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { type Chance, chanceFrom } from "../../infra/local/demo-data/random.ts";
import type { Table } from "../../shared/store/items.ts";
import { type Command, inFront, type Send } from "./in-front.ts";

/** The faults between a function and its table. */
export const faults = ["throttled", "conflict", "timeoutBefore", "timeoutAfter", "partialBatch"] as const;
export type FaultKind = (typeof faults)[number];

/** The share of calls that meet each fault, of those that can. */
export type Odds = { readonly [fault in FaultKind]?: number };

/** No answer came in time. The sender cannot know whether it happened. */
export class TimedOut extends Error {
  override readonly name = "TimeoutError";
}

/** The function was killed. No code of the function may catch this and answer. */
export class Killed extends Error {
  override readonly name = "Killed";
}

export type Faulty = Table & {
  /** The faults so far, in order. */
  readonly met: readonly (FaultKind | "crash")[];
};

export type FaultyOptions = {
  readonly seed: number;
  readonly odds?: Odds;
  /** The function is killed at its n-th call, by chance before or after that call's effect. All later calls fail the same. */
  readonly crashAt?: number;
};

/** Faults in front of any client, the same ones for the same seed and the same calls. */
export const faulty = (table: Table, { seed, odds = {}, crashAt }: FaultyOptions): Faulty => {
  const chance = chanceFrom(seed);
  const met: (FaultKind | "crash")[] = [];
  let calls = 0;
  let isDead = false;

  const crash = async (command: Command, onward: Send) => {
    isDead = true;
    met.push("crash");
    if (chance.happens(0.5)) await onward(command).catch(() => undefined);
    throw new Killed("Killed in the middle of a call.");
  };

  const through = inFront(table, async (command, onward) => {
    calls += 1;
    if (isDead) throw new Killed("Killed before this call.");
    if (calls === crashAt) return crash(command, onward);

    const fault = faults.filter((kind) => canMeet[kind](command)).find((kind) => chance.happens(odds[kind] ?? 0));
    if (!fault) return onward(command);
    met.push(fault);
    return happen[fault](command, onward, chance);
  });
  return { ...through, met };
};

const isTransaction = (command: Command): command is TransactWriteItemsCommand | TransactGetItemsCommand =>
  command instanceof TransactWriteItemsCommand || command instanceof TransactGetItemsCommand;
const writesOne = (command: Command) =>
  command instanceof PutItemCommand || command instanceof UpdateItemCommand || command instanceof DeleteItemCommand;
const always = () => true;

const canMeet: { readonly [kind in FaultKind]: (command: Command) => boolean } = {
  throttled: always,
  // A transaction never makes a plain read fail.
  conflict: (command) => isTransaction(command) || writesOne(command),
  timeoutBefore: always,
  timeoutAfter: always,
  partialBatch: (command) => command instanceof BatchGetItemCommand,
};

const happen: { readonly [kind in FaultKind]: (command: Command, onward: Send, chance: Chance) => Promise<unknown> } = {
  throttled: async (command, _, chance) => {
    if (isTransaction(command)) throw cancelledAtOne(command, chance.oneOf(["ThrottlingError", "ProvisionedThroughputExceeded"]), chance);
    throw new ProvisionedThroughputExceededException({ message: "The level of throughput was exceeded.", $metadata: {} });
  },
  conflict: async (command, _, chance) => {
    if (isTransaction(command)) throw cancelledAtOne(command, "TransactionConflict", chance);
    throw new TransactionConflictException({ message: "Transaction is ongoing for the item", $metadata: {} });
  },
  timeoutBefore: async () => {
    throw new TimedOut("No answer: nothing happened.");
  },
  timeoutAfter: async (command, onward) => {
    await onward(command);
    throw new TimedOut("No answer: it happened.");
  },
  partialBatch: (command, onward, chance) => (command instanceof BatchGetItemCommand ? readPart(command, onward, chance) : onward(command)),
};

/** A transaction that is cancelled because of one of its items. */
const cancelledAtOne = ({ input }: TransactWriteItemsCommand | TransactGetItemsCommand, code: string, chance: Chance) => {
  const count = input.TransactItems?.length ?? 1;
  const at = chance.between(0, count - 1);
  return new TransactionCanceledException({
    message: "Transaction cancelled, please refer cancellation reasons for specific reasons",
    $metadata: {},
    CancellationReasons: Array.from({ length: count }, (_, index) => ({ Code: index === at ? code : "None" })),
  });
};

/** Reads some of the keys, at least one, and hands the rest back unread. */
const readPart = async ({ input }: BatchGetItemCommand, onward: Send, chance: Chance) => {
  const all = Object.entries(input.RequestItems ?? {}).flatMap(([name, { Keys = [] }]) => Keys.map((key) => ({ name, key })));
  const isRead = all.map((_, index) => index === 0 || chance.happens(0.5));
  const ask = (which: boolean): BatchGetItemCommandInput["RequestItems"] =>
    Object.fromEntries(
      Object.entries(input.RequestItems ?? {}).flatMap(([name, how]) => {
        const Keys = all.filter((one, index) => one.name === name && isRead[index] === which).map(({ key }) => key);
        return Keys.length > 0 ? [[name, { ...how, Keys }]] : [];
      }),
    );
  const answer = (await onward(new BatchGetItemCommand({ ...input, RequestItems: ask(true) }))) as BatchGetItemCommandOutput;
  return { ...answer, UnprocessedKeys: ask(false) };
};
