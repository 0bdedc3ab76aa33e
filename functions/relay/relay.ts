import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { errorForLog, log } from "../../shared/http/log.ts";
import { bodyOf } from "../../shared/stream/queued.ts";
import { queuesFor } from "../../shared/stream/queues.ts";
import type { SendToQueue } from "../../shared/stream/send-to-queue.ts";
import { type QueueName, table } from "../../shared/system.ts";

type Telling = { readonly queue: QueueName; readonly body: string; readonly sequenceNumber: string };

/** SQS takes ten messages a call. */
const most = 10;

const tellingsOf = ({ dynamodb }: DynamoDBRecord): Telling[] => {
  const { Keys: keys, SequenceNumber: sequenceNumber = "", ApproximateCreationDateTime: seconds = 0 } = dynamodb ?? {};
  const sortKey = keys?.[table.sortKey]?.S ?? "";
  const body = bodyOf({ partitionKey: keys?.[table.partitionKey]?.S ?? "", sortKey, at: new Date(seconds * 1000).toISOString() });
  return queuesFor(sortKey).map((queue) => ({ queue, body, sequenceNumber }));
};

const inCalls = (tellings: readonly Telling[]): (readonly Telling[])[] =>
  [...Map.groupBy(tellings, ({ queue }) => queue).values()].flatMap((ofQueue) =>
    Array.from({ length: Math.ceil(ofQueue.length / most) }, (_, call) => ofQueue.slice(call * most, (call + 1) * most)),
  );

/** Sends the messages of one call. Returns those that the queue did not take. */
const tell = async (tellings: readonly Telling[], send: SendToQueue): Promise<readonly Telling[]> => {
  const [first] = tellings;
  if (!first) return [];
  const { queue } = first;
  try {
    const places = await send(
      queue,
      tellings.map(({ body }) => body),
    );
    const refused = tellings.filter((_, place) => places.includes(place));
    if (refused.length === 0) log.info("relayed", { queue, messages: tellings.length });
    else log.error("failed", { queue, messages: refused.length, code: "notQueued" });
    return refused;
  } catch (error) {
    log.error("failed", { queue, messages: tellings.length, code: "notQueued", error: errorForLog(error) });
    return tellings;
  }
};

/**
 * Sends the keys of newly put items to the queues of the functions that consume them. The stream delivers a failed record
 * again with those after it, so consumers see some messages twice.
 */
export const createRelay =
  ({ send }: { readonly send: SendToQueue }) =>
  async ({ Records: records }: DynamoDBStreamEvent, { awsRequestId: requestId }: Context): Promise<DynamoDBBatchResponse> => {
    log.resetKeys();
    log.appendKeys({ requestId, function: "relay" });
    const calls = inCalls(records.flatMap(tellingsOf));
    const refused = (await Promise.all(calls.map((tellings) => tell(tellings, send)))).flat();
    const failed = new Set(refused.map(({ sequenceNumber }) => sequenceNumber));
    return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
  };
