import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { clock } from "../clock.ts";
import { withCorrelation } from "../correlation.ts";
import { timeLeftMs, withDeadlineOf } from "../deadline.ts";
import { Fault } from "../fault.ts";
import { errorForLog, log } from "../http/log.ts";
import { correlationOf, type Item } from "../store/items.ts";
import type { QueueName } from "../system.ts";
import type { ConsumedQueue } from "./consumed-queue.ts";
import { queuedFrom } from "./read-queued.ts";

/**
 * An item that was put into the table, as it is now, and the moment at which its consumer takes it. The time of the put does
 * not matter: a message may have stood in its queue, or among the dead letters, for days.
 */
export type Inserted = { readonly item: Item; readonly now: Date };

/** Deals with one item, which may come again, late and in any order, and says in ids what was done. */
export type Take = (inserted: Inserted) => Promise<object>;

/**
 * Takes a delivery of a function's queue, one message after another. A message that fails is reported by its id and comes
 * again. The ones after it are taken all the same: nobody's help waits behind another's trouble.
 */
export const consume =
  (name: QueueName, take: Take, queue: ConsumedQueue) =>
  async ({ Records: records }: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const { awsRequestId: requestId } = context;
    log.resetKeys();
    log.appendKeys({ requestId, function: name });
    const takeAll = async (): Promise<readonly SQSRecord[]> => {
      const messages = records.map((record) => ({ record, queued: queuedFrom(record.body) }));
      const reading = queue.items(messages.flatMap(({ queued }) => queued ?? []));
      const failed: SQSRecord[] = [];
      for (const { record, queued } of messages) {
        const { messageId } = record;
        log.appendKeys({ correlationId: requestId });
        try {
          if (!queued) throw new Fault("messageUnreadable");
          const item = (await reading)(queued);
          // A message that is not begun in time comes again: Lambda would end the function in the middle of it.
          if (timeLeftMs() <= 0) throw new Fault("tooBusy");
          // Everything that follows carries the id of the request that put the item, not the delivery's.
          const correlationId = (item && correlationOf(item)) ?? requestId;
          log.appendKeys({ correlationId });
          // An item that is gone was dealt with: a person stopped waiting, or a session is over.
          const done = item ? await withCorrelation(correlationId, () => take({ item, now: clock() })) : { outcome: "gone" };
          log.info("taken", { messageId, ...done });
        } catch (error) {
          log.error("failed", { messageId, code: error instanceof Fault ? error.code : "unexpected", error: errorForLog(error) });
          failed.push(record);
        }
      }
      return failed;
    };
    const failed = await withDeadlineOf(context, takeAll);
    await queue.backOff(failed);
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
