import type { Outcomes } from "../../shared/http/act.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { RetryOutcome } from "./retry-dead-letters.ts";

export const retryOutcomes: Outcomes<RetryOutcome> = {
  retried: {
    page: ({ queue }) => ({ to: `/operations?retried=${queue}` }),
    api: ({ queue, messages }) => json({ queue, retried: messages }, 202),
  },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
};
