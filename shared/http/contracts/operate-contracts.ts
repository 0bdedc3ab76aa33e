import * as z from "zod/mini";
import { heldCauses } from "../../domain/case/held-message.ts";
import type { ContractsOf } from "./contract.ts";

const queueState = () =>
  z.strictObject({
    queue: z.string(),
    name: z.string(),
    waiting: z.int(),
    deadLetters: z.int(),
    heldUp: z.array(z.strictObject({ kind: z.string(), reference: z.string(), since: z.string() })),
  });

const heldMessages = () =>
  z.strictObject({ cause: z.enum(heldCauses), isOursToMend: z.boolean(), says: z.string(), count: z.int(), since: z.string() });

/** The API of what is held up. */
export const operateContracts = {
  "GET /api/operations/queues": {
    does: "How many messages each queue holds, and which of its items could not be dealt with at any attempt, by their keys; how many places of the table’s stream no queue was told of; and which messages to residents wait, by the cause that holds them.",
    reply: z.lazy(() => z.strictObject({ items: z.array(queueState()), notRelayed: z.int(), heldMessages: z.array(heldMessages()) })),
    status: 200,
  },
  "POST /api/operations/queues/{queue}/retries": {
    request: z.strictObject({}),
    reply: z.lazy(() => z.strictObject({ queue: z.string(), retried: z.int() })),
    status: 202,
  },
} as const satisfies ContractsOf<"operate">;
