import type { SendToQueue } from "../../shared/stream/send-to-queue.ts";
import type { QueueName } from "../../shared/system.ts";
import type { DeadLetters } from "./dead-letters.ts";

export type RetryPorts = { readonly deadLetters: DeadLetters; readonly send: SendToQueue };

/** As many as one request moves in good time. For more, a person asks again. */
const most = 1000;
/** Longer than it takes to move ten. */
const heldSeconds = 30;

/**
 * Puts every dead letter that there now is back onto its queue, and returns how many. Each is sent before it is removed:
 * cut short in between it is there twice, which its consumer takes for one. None that fails again meanwhile is moved twice.
 */
export const retryDeadLetters = async (queue: QueueName, { deadLetters, send }: RetryPorts): Promise<number> => {
  const wanted = Math.min(await deadLetters.count(queue), most);
  let retried = 0;
  while (retried < wanted) {
    const letters = await deadLetters.next(queue, heldSeconds);
    const refused = letters.length > 0 ? await send(queue, bodiesOf(letters)) : [];
    const sent = letters.filter((_, place) => !refused.includes(place));
    if (sent.length === 0) break;
    await deadLetters.remove(queue, sent);
    retried += sent.length;
  }
  return retried;
};

const bodiesOf = (letters: readonly { readonly body: string }[]) => letters.map(({ body }) => body);
