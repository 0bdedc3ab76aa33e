import { setTimeout as pause } from "node:timers/promises";
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type { QueueUse } from "../../shared/stream/queues.ts";
import { type DiskSpace, noDisk } from "./disk-space.ts";

export type PollerPorts = {
  readonly client: SQSClient;
  readonly url: string;
  readonly use: QueueUse;
  readonly handle: (event: SQSEvent) => Promise<SQSBatchResponse | undefined>;
  /** Without space, messages wait in the queue: an attempt would count, and its writes might be lost. */
  readonly space?: DiskSpace;
};

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

/** The messages that the function took. As on Lambda, a report with an unknown id fails the whole delivery. */
const takenFrom = (records: readonly SQSRecord[], answer: SQSBatchResponse | undefined): readonly SQSRecord[] => {
  const failed = answer?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) ?? [];
  const known = new Set(records.map(({ messageId }) => messageId));
  return failed.every((messageId) => known.has(messageId)) ? records.filter(({ messageId }) => !failed.includes(messageId)) : [];
};

/**
 * Feeds one function from its queue as Lambda's poller does. It deletes the messages that the function took; the others
 * come again, and end with the dead letters.
 */
export const startQueuePoller = ({ client, url, use, handle, space = noDisk }: PollerPorts) => {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();

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
    const Entries = takenFrom(records, answer).map(({ receiptHandle }, place) => ({ Id: String(place), ReceiptHandle: receiptHandle }));
    if (Entries.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
  };

  const poll = async () => {
    while (!stopping.signal.aborted) {
      if (underWay.size >= use.atOnce) await Promise.race(underWay);
      try {
        await space.untilEnough(stopping.signal);
        const records = await receive();
        if (records.length === 0) continue;
        // If the function throws, the queue delivers the messages again.
        const taking: Promise<void> = take(records)
          .catch(() => undefined)
          .finally(() => underWay.delete(taking));
        underWay.add(taking);
      } catch {
        await pause(afterTroubleMilliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };

  const polling = poll();
  return {
    /** Finishes the deliveries under way and takes no more. */
    async stop(): Promise<void> {
      stopping.abort();
      await polling;
      await Promise.all(underWay);
    },
  };
};
