import { queues } from "../../shared/stream/queues.ts";
import { queuedFrom } from "../../shared/stream/read-queued.ts";
import type { QueueName } from "../../shared/system.ts";
import type { DeadLetter, DeadLetters } from "./dead-letters.ts";
import { queueWords, wordsOf } from "./queue-words.ts";

/** Something that could not be done at any attempt, by its keys. */
export type HeldUp = { readonly kind: string; readonly reference: string; readonly since: string };

export type QueueState = {
  readonly queue: QueueName;
  readonly name: string;
  readonly couldNot: string;
  readonly waiting: number;
  readonly deadLetters: number;
  /** The oldest of those looked at, first. */
  readonly heldUp: readonly HeldUp[];
};

/** As many of a queue's dead letters as are looked at; the number of all of them stands beside. */
export const mostShown = 50;
/** They lie where they are: a look keeps them from others no longer than it takes. */
const heldSeconds = 1;

/** How every queue stands. */
export const readQueues = (deadLetters: DeadLetters): Promise<readonly QueueState[]> =>
  Promise.all(
    [...queues.keys()].map(async (queue): Promise<QueueState> => {
      const [waiting, count] = await Promise.all([deadLetters.waiting(queue), deadLetters.count(queue)]);
      const letters = await look(queue, Math.min(count, mostShown), deadLetters);
      const heldUp = letters.map(heldUpOf).sort((a, b) => a.since.localeCompare(b.since));
      return { queue, ...queueWords[queue], waiting, deadLetters: count, heldUp };
    }),
  );

const look = async (queue: QueueName, wanted: number, deadLetters: DeadLetters): Promise<readonly DeadLetter[]> => {
  const seen = new Map<string, DeadLetter>();
  while (seen.size < wanted) {
    const before = seen.size;
    for (const letter of await deadLetters.next(queue, heldSeconds)) seen.set(letter.messageId, letter);
    // Whatever else was counted is gone, or in somebody's hand.
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
