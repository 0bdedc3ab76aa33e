import { formatInstant } from "../../shared/domain/dates.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import { isQueue } from "../../shared/stream/queues.ts";
import { queueWords } from "./queue-words.ts";
import type { QueueState } from "./read-queues.ts";

/** What is held up comes first; the rest is one line each. */
export const operationsPage = (states: readonly QueueState[], retried: string | undefined): Reply =>
  page("operate/operations.njk", {
    retried: retried !== undefined && isQueue(retried) ? queueWords[retried].name : undefined,
    troubled: states
      .filter(({ deadLetters }) => deadLetters > 0)
      .map((state) => ({ ...state, heldUp: state.heldUp.map((held) => ({ ...held, since: formatInstant(held.since) })) })),
    healthy: states.filter(({ deadLetters }) => deadLetters === 0),
  });

export const queueReply = ({ queue, name, waiting, deadLetters, heldUp }: QueueState) => ({ queue, name, waiting, deadLetters, heldUp });
