import { readNothing } from "../../shared/forms/form.ts";
import { act } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { operateContracts } from "../../shared/http/contracts/operate-contracts.ts";
import { json } from "../../shared/http/reply.ts";
import { operationsPage, queuesReply } from "./operations-page.ts";
import { type ReadQueuesPorts, readQueues } from "./read-queues.ts";
import { type RetryPorts, retryDeadLetters } from "./retry-dead-letters.ts";
import { retryOutcomes } from "./retry-outcomes.ts";

export type OperatePorts = Required<AnswerPorts> & RetryPorts & ReadQueuesPorts;

/** An operator sees what failed at every attempt, mends the cause, and has it tried again. Nothing here retries by itself. */
export const createOperate = (ports: OperatePorts) =>
  answer(
    "operate",
    operateContracts,
    {
      reads: {
        "GET /operations": async ({ query }) => operationsPage(await readQueues(ports), query.retried),
        "GET /api/operations/queues": async () => json(queuesReply(await readQueues(ports))),
      },
      acts: {
        retryQueue: act({
          read: readNothing,
          take: ({ path: { queue = "" } }) => retryDeadLetters(queue, ports),
          outcomes: retryOutcomes,
          // Only an unknown queue leads here.
          again: async () => notFoundPage(),
        }),
      },
    },
    ports,
  );
