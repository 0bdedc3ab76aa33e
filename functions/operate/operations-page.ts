import { formatInstant } from "../../shared/domain/dates.ts";
import { json, page, type Reply } from "../../shared/http/reply.ts";
import { isQueue } from "../../shared/stream/queues.ts";
import { queueWords } from "./queue-words.ts";
import type { QueueState } from "./read-queues.ts";

/** How the queues stand, and how many places of the table's stream no queue was told of. */
export type AllHeldUp = { readonly queues: readonly QueueState[]; readonly notRelayed: number };

/** What is held up comes first; the rest is one line each. */
const operationsView = ({ queues: states, notRelayed }: AllHeldUp, retried: string | undefined) => ({
  notRelayed,
  retried: retried !== undefined && isQueue(retried) ? queueWords[retried].name : undefined,
  troubled: states
    .filter(({ deadLetters }) => deadLetters > 0)
    .map((state) => ({ ...state, heldUp: state.heldUp.map((held) => ({ ...held, since: formatInstant(held.since) })) })),
  healthy: states.filter(({ deadLetters }) => deadLetters === 0).map(({ name, waiting }) => ({ name, waiting })),
});

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "operate/operations.njk": ReturnType<typeof operationsView>;
  }
}

export const operationsPage = (...asked: Parameters<typeof operationsView>): Reply =>
  page("operate/operations.njk", operationsView(...asked));

export const heldUpReply = ({ queues, notRelayed }: AllHeldUp): Reply =>
  json({
    items: queues.map(({ queue, name, waiting, deadLetters, heldUp }) => ({ queue, name, waiting, deadLetters, heldUp })),
    notRelayed,
  });
