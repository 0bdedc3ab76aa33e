import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { DynamoDBBatchResponse, DynamoDBRecord, SQSBatchResponse } from "aws-lambda";
import { queues, wantedSortKeyPrefixes } from "../../shared/stream/queues.ts";
import { type FunctionName, functions } from "../../shared/system.ts";
import { withoutSdkLog } from "../../shared/without-sdk-log.ts";
import type { DiskSpace } from "./disk-space.ts";
import { localSettings } from "./dynamodb-local.ts";
import { startQueuePoller } from "./queue-poller.ts";
import type { SqsEmulator } from "./sqs-emulator.ts";
import { startStream } from "./stream.ts";

export type QueuesPorts = {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  readonly tableName: string;
  readonly sqs: SqsEmulator;
  readonly invoke: (name: FunctionName, event: unknown) => Promise<unknown>;
  readonly folder: string | undefined;
  readonly isNewTable: boolean;
  readonly now: () => Date;
  readonly space: DiskSpace;
};

/** Starts the relay from the table's stream to the queues, and a poller for each queue's function. */
export const startQueues = async ({ sqs, invoke, space, ...stream }: QueuesPorts) => {
  const client = withoutSdkLog(new SQSClient(localSettings(sqs.endpoint, stream.tableName)));
  const pollers = [...queues].map(([name, use]) =>
    startQueuePoller({
      client,
      url: sqs.queueUrls[name],
      use,
      space,
      handle: (event) => invoke(name, event) as Promise<SQSBatchResponse | undefined>,
    }),
  );

  /** Lambda's dead letter of a stream: the place of the record, without its data. */
  const setAside = async ({ eventSourceARN: streamArn, dynamodb }: DynamoDBRecord) => {
    const { SequenceNumber: sequenceNumber } = dynamodb ?? {};
    const DDBStreamBatchInfo = { streamArn, startSequenceNumber: sequenceNumber, endSequenceNumber: sequenceNumber, batchSize: 1 };
    await client.send(new SendMessageCommand({ QueueUrl: sqs.deadLetterUrls.relay, MessageBody: JSON.stringify({ DDBStreamBatchInfo }) }));
  };
  const relaying = await startStream({
    ...stream,
    space,
    use: functions.relay.relays,
    wantedSortKeyPrefixes,
    handle: (event) => invoke("relay", event) as Promise<DynamoDBBatchResponse | undefined>,
    setAside,
  });

  return {
    /** Stops the stream first, so that no message reaches a queue without a poller. */
    async stop(): Promise<void> {
      await relaying.stop();
      await Promise.all(pollers.map((poller) => poller.stop()));
      client.destroy();
    },
  };
};
