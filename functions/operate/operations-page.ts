import { isOursToMend } from "../../shared/domain/case/held-message.ts";
import { formatInstant } from "../../shared/domain/dates.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import { type HeldNow, mostCounted } from "../../shared/store/messages.ts";
import { isQueue } from "../../shared/stream/queues.ts";
import { heldWords } from "../message/held-words.ts";
import { queueWords } from "./queue-words.ts";
import type { Queues } from "./read-queues.ts";

const heldView = ({ cause, count, since }: HeldNow) => ({
  count: count >= mostCounted ? `${count} or more` : String(count),
  isOne: count === 1,
  what: heldWords[cause].what,
  mend: heldWords[cause].mend,
  since: formatInstant(since),
});

const operationsView = ({ queues: states, notRelayed, held }: Queues, retried: string | undefined) => ({
  notRelayed,
  toMend: held.filter(({ cause }) => isOursToMend(cause)).map(heldView),
  passing: held.filter(({ cause }) => !isOursToMend(cause)).map(heldView),
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

export const queuesReply = ({ queues, notRelayed, held }: Queues) => ({
  items: queues.map(({ queue, name, waiting, deadLetters, heldUp }) => ({
    queue,
    name,
    waiting,
    deadLetters,
    heldUp: heldUp.map(({ kind, reference, since }) => ({ kind, reference, since })),
  })),
  notRelayed,
  heldMessages: held.map(({ cause, count, since }) => ({
    cause,
    isOursToMend: isOursToMend(cause),
    says: `${heldWords[cause].what}. ${heldWords[cause].mend}`,
    count,
    since,
  })),
});
