import * as z from "zod/mini";
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

/** The API of what is held up. */
export const operateContracts = {
  "GET /api/operations/queues": {
    name: "listQueues",
    does: "How many messages each queue holds, and which of its items could not be dealt with at any attempt, by their keys; and how many places of the table’s stream no queue was told of.",
    reply: z.lazy(() =>
      z.strictObject({
        items: says(z.array(queueState()), "The items of this slice."),
        notRelayed: whole("How many places of the table’s stream no queue was told of."),
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
