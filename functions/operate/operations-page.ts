import { formatInstant } from "../../shared/domain/dates.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import { isQueue } from "../../shared/stream/queues.ts";
import { queueWords } from "./queue-words.ts";
import type { Queues } from "./read-queues.ts";

const operationsView = ({ queues: states, notRelayed }: Queues, retried: string | undefined) => ({
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

export const queuesReply = ({ queues, notRelayed }: Queues) => ({
  items: queues.map(({ queue, name, waiting, deadLetters, heldUp }) => ({
    queue,
    name,
    waiting,
    deadLetters,
    heldUp: heldUp.map(({ kind, reference, since }) => ({ kind, reference, since })),
  })),
  notRelayed,
});
