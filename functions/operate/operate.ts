import { answerRoutes, notFoundPage } from "../../shared/http/answer.ts";
import { operateContracts } from "../../shared/http/contracts/operate-contracts.ts";
import type { Tokens } from "../../shared/http/identity.ts";
import { log } from "../../shared/http/log.ts";
import { json, problem, seeOther } from "../../shared/http/reply.ts";
import type { Sessions } from "../../shared/store/sessions.ts";
import { isQueue } from "../../shared/stream/queues.ts";
import type { QueueName } from "../../shared/system.ts";
import { heldUpReply, operationsPage } from "./operations-page.ts";
import { readQueues } from "./read-queues.ts";
import { type RetryPorts, retryDeadLetters } from "./retry-dead-letters.ts";

export type OperatePorts = RetryPorts & {
  readonly origin: string;
  readonly sessions: Pick<Sessions, "find">;
  readonly tokens: Tokens;
};

/** An operator sees what could not be done at any attempt, mends the cause, and has it tried again. Nothing here does that by itself. */
export const createOperate = (ports: OperatePorts) => {
  const { origin, sessions, tokens, deadLetters } = ports;
  const retry = async (queue: QueueName) => {
    const retried = await retryDeadLetters(queue, ports);
    log.info("retried", { queue, messages: retried });
    return { queue, retried };
  };

  const readHeldUp = async () => {
    const [queues, notRelayed] = await Promise.all([readQueues(deadLetters), deadLetters.count("relay")]);
    return { queues, notRelayed };
  };

  return answerRoutes(
    "operate",
    operateContracts,
    {
      "GET /operations": async ({ query }) => operationsPage(await readHeldUp(), query.retried),

      "POST /operations/{queue}/retry": async ({ path: { queue = "" } }) => {
        if (!isQueue(queue)) return notFoundPage();
        await retry(queue);
        return seeOther(`/operations?retried=${queue}`);
      },

      "GET /api/operations/queues": async () => heldUpReply(await readHeldUp()),

      "POST /api/operations/queues/{queue}/retries": async ({ path: { queue = "" } }) =>
        isQueue(queue) ? json(await retry(queue), 202) : problem("not-found"),
    },
    { origin, sessions, tokens },
  );
};
