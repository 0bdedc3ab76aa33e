import { log } from "../../shared/http/log.ts";
import { isQueue } from "../../shared/stream/queues.ts";
import type { SendToQueue } from "../../shared/stream/send-to-queue.ts";
import type { QueueName } from "../../shared/system.ts";
import type { DeadLetters } from "./dead-letters.ts";

export type RetryPorts = { readonly deadLetters: DeadLetters; readonly send: SendToQueue };

export type RetryOutcome =
  | { readonly kind: "retried"; readonly queue: QueueName; readonly messages: number }
  | { readonly kind: "notFound" };

/** As many as one request moves in good time. */
const most = 1000;
const heldSeconds = 30;

/**
 * Puts the dead letters that a queue has now back onto it. Each is sent before it is removed: a crash in between leaves it
 * twice, and its consumer takes the second for the first.
 */
export const retryDeadLetters = async (queue: string, { deadLetters, send }: RetryPorts): Promise<RetryOutcome> => {
  if (!isQueue(queue)) return { kind: "notFound" };
  const wanted = Math.min(await deadLetters.count(queue), most);
  let messages = 0;
  while (messages < wanted) {
    const letters = await deadLetters.next(queue, heldSeconds);
    const refused = letters.length > 0 ? await send(queue, bodiesOf(letters)) : [];
    const sent = letters.filter((_, place) => !refused.includes(place));
    if (sent.length === 0) break;
    await deadLetters.remove(queue, sent);
    messages += sent.length;
  }
  log.info("retried", { queue, messages });
  return { kind: "retried", queue, messages };
};

const bodiesOf = (letters: readonly { readonly body: string }[]) => letters.map(({ body }) => body);
