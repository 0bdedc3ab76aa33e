import { setTimeout as pause } from "node:timers/promises";
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type { QueueUse } from "../../shared/stream/queues.ts";

export type PollerPorts = {
  readonly client: SQSClient;
  readonly url: string;
  readonly use: QueueUse;
  readonly handle: (event: SQSEvent) => Promise<SQSBatchResponse | undefined>;
};

/** How long one call waits for a message to come. */
const waitSeconds = 20;
const afterTroubleMilliseconds = 500;

const recordOf = ({ MessageId = "", ReceiptHandle = "", Body = "", MD5OfBody = "", Attributes }: Message): SQSRecord => ({
  messageId: MessageId,
  receiptHandle: ReceiptHandle,
  body: Body,
  md5OfBody: MD5OfBody,
  attributes: { ...Attributes } as unknown as SQSRecord["attributes"],
  messageAttributes: {},
  eventSource: "aws:sqs",
  eventSourceARN: "",
  awsRegion: "eu-west-2",
});

/** The messages of a batch that have been dealt with: all but those that are reported, and none where a report makes no sense. */
const dealtWith = (records: readonly SQSRecord[], answer: SQSBatchResponse | undefined): readonly SQSRecord[] => {
  const failed = answer?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) ?? [];
  const known = new Set(records.map(({ messageId }) => messageId));
  return failed.every((messageId) => known.has(messageId)) ? records.filter(({ messageId }) => !failed.includes(messageId)) : [];
};

/**
 * Feeds one function from its queue as Lambda's own poller does: so many batches at once, those messages deleted that were
 * dealt with, all others left to come again and to end with the dead letters.
 */
export const startQueuePoller = ({ client, url, use, handle }: PollerPorts) => {
  const stopping = new AbortController();
  const inHand = new Set<Promise<void>>();

  const receive = async (): Promise<SQSRecord[]> => {
    const { Messages: messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: use.batchSize,
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ["ApproximateReceiveCount", "SentTimestamp"],
      }),
      { abortSignal: stopping.signal },
    );
    return messages.map(recordOf);
  };

  const take = async (records: readonly SQSRecord[]): Promise<void> => {
    const answer = await handle({ Records: [...records] });
    const Entries = dealtWith(records, answer).map(({ receiptHandle }, place) => ({ Id: String(place), ReceiptHandle: receiptHandle }));
    if (Entries.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
  };

  const poll = async () => {
    while (!stopping.signal.aborted) {
      if (inHand.size >= use.atOnce) await Promise.race(inHand);
      try {
        const records = await receive();
        if (records.length === 0) continue;
        // A function that fails as a whole leaves its batch where it is: the queue gives it out again.
        const taking: Promise<void> = take(records)
          .catch(() => undefined)
          .finally(() => inHand.delete(taking));
        inHand.add(taking);
      } catch {
        await pause(afterTroubleMilliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };

  const polling = poll();
  return {
    /** Finishes what is in hand and takes no more. */
    async stop(): Promise<void> {
      stopping.abort();
      await polling;
      await Promise.all(inHand);
    },
  };
};
