import type { HeldNow, Messages } from "../../shared/store/messages.ts";
import { queues } from "../../shared/stream/queues.ts";
import { queuedFrom } from "../../shared/stream/read-queued.ts";
import type { QueueName } from "../../shared/system.ts";
import type { DeadLetter, DeadLetters } from "./dead-letters.ts";
import { queueWords, wordsOf } from "./queue-words.ts";

type HeldUp = { readonly kind: string; readonly reference: string; readonly since: string };

type QueueState = {
  readonly queue: QueueName;
  readonly name: string;
  readonly couldNot: string;
  readonly waiting: number;
  readonly deadLetters: number;
  readonly heldUp: readonly HeldUp[];
};

export type Queues = {
  readonly queues: readonly QueueState[];
  /** Places of the table's stream that the relay could not pass on to any queue. */
  readonly notRelayed: number;
  /** Messages to residents that wait for a limit to pass or for somebody to mend something, by cause. */
  readonly held: readonly HeldNow[];
};

export type ReadQueuesPorts = { readonly deadLetters: DeadLetters; readonly messages: Pick<Messages, "heldNow"> };

const mostShown = 50;
/** A look hides messages from the queue's other readers, so it is short. */
const heldSeconds = 1;

export const readQueues = async ({ deadLetters, messages }: ReadQueuesPorts): Promise<Queues> => {
  const [states, notRelayed, held] = await Promise.all([
    Promise.all([...queues.keys()].map((queue) => stateOf(queue, deadLetters))),
    deadLetters.count("relay"),
    messages.heldNow(),
  ]);
  return { queues: states, notRelayed, held };
};

const stateOf = async (queue: QueueName, deadLetters: DeadLetters): Promise<QueueState> => {
  const [waiting, count] = await Promise.all([deadLetters.waiting(queue), deadLetters.count(queue)]);
  const letters = await look(queue, Math.min(count, mostShown), deadLetters);
  const heldUp = letters.map(heldUpOf).sort((a, b) => a.since.localeCompare(b.since));
  return { queue, ...queueWords[queue], waiting, deadLetters: count, heldUp };
};

const look = async (queue: QueueName, wanted: number, deadLetters: DeadLetters): Promise<readonly DeadLetter[]> => {
  const seen = new Map<string, DeadLetter>();
  while (seen.size < wanted) {
    const before = seen.size;
    for (const letter of await deadLetters.next(queue, heldSeconds)) seen.set(letter.messageId, letter);
    // The rest of the count is gone, or another reader holds it.
    if (seen.size === before) break;
  }
  return [...seen.values()];
};

const heldUpOf = ({ body, sentAt }: DeadLetter): HeldUp => {
  const queued = queuedFrom(body);
  return queued
    ? { ...wordsOf(queued), since: queued.at }
    : { kind: "Message that cannot be read", reference: "", since: sentAt.toISOString() };
};
