import * as z from "zod/mini";
import { heldCauses } from "../../domain/case/held-message.ts";
import { says } from "../../domain/says.ts";
import type { ContractsOf } from "./contract.ts";
import { instant, text, whole } from "./fields.ts";

const queueState = () =>
  z.strictObject({
    queue: text("The queue’s name."),
    name: text("What the queue is for, in words."),
    waiting: whole("How many wait."),
    deadLetters: whole("How many of its messages failed at every attempt."),
    heldUp: says(
      z.array(
        z.strictObject({ kind: text("What kind of item it is."), reference: text("The key of the item."), since: instant("Since when.") }),
      ),
      "Items that failed at every attempt, by their keys, never by a name.",
    ),
  });

const heldMessages = () =>
  z.strictObject({
    cause: says(z.enum(heldCauses), "What holds them."),
    isOursToMend: says(z.boolean(), "They wait until we mend the cause."),
    says: text("The cause in words, and what to do."),
    count: whole("How many wait for it."),
    since: instant("Since when the first of them waits."),
  });

/** The API of what is held up. */
export const operateContracts = {
  "GET /api/operations/queues": {
    name: "listQueues",
    does: "How many messages each queue holds, and which of its items could not be dealt with at any attempt, by their keys; how many places of the table’s stream no queue was told of; and which messages to residents wait, by the cause that holds them.",
    reply: z.lazy(() =>
      z.strictObject({
        items: says(z.array(queueState()), "The queues."),
        notRelayed: whole("How many places of the table’s stream no queue was told of."),
        heldMessages: says(z.array(heldMessages()), "Messages to residents that wait, by what holds them."),
      }),
    ),
    status: 200,
  },
  "POST /api/operations/queues/{queue}/retries": {
    request: z.strictObject({}),
    reply: z.lazy(() =>
      z.strictObject({ queue: text("The queue’s name."), retried: whole("How many dead letters were put back on the queue.") }),
    ),
    status: 202,
  },
} as const satisfies ContractsOf<"operate">;
