import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { DynamoDBBatchResponse, DynamoDBRecord, SQSBatchResponse } from "aws-lambda";
import { queues, wantedSortKeyPrefixes } from "../../shared/stream/queues.ts";
import { type FunctionName, functions } from "../../shared/system.ts";
import { withoutSdkLog } from "../../shared/without-sdk-log.ts";
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
};

/** Has the relay fill the queues from the table's stream, and every function that has a queue take from it. */
export const startQueues = async ({ sqs, invoke, ...stream }: QueuesPorts) => {
  const client = withoutSdkLog(new SQSClient(localSettings(sqs.endpoint, stream.tableName)));
  const pollers = [...queues].map(([name, use]) =>
    startQueuePoller({
      client,
      url: sqs.queueUrls[name],
      use,
      handle: (event) => invoke(name, event) as Promise<SQSBatchResponse | undefined>,
    }),
  );

  /** As Lambda tells of records that it gave up: by their place in the stream. */
  const setAside = async ({ eventSourceARN: streamArn, dynamodb }: DynamoDBRecord) => {
    const { SequenceNumber: sequenceNumber } = dynamodb ?? {};
    const DDBStreamBatchInfo = { streamArn, startSequenceNumber: sequenceNumber, endSequenceNumber: sequenceNumber, batchSize: 1 };
    await client.send(new SendMessageCommand({ QueueUrl: sqs.deadLetterUrls.relay, MessageBody: JSON.stringify({ DDBStreamBatchInfo }) }));
  };
  const relaying = await startStream({
    ...stream,
    use: functions.relay.relays,
    wantedSortKeyPrefixes,
    handle: (event) => invoke("relay", event) as Promise<DynamoDBBatchResponse | undefined>,
    setAside,
  });

  return {
    /** The stream first, so that nothing is put onto a queue that nobody takes from any more. */
    async stop(): Promise<void> {
      await relaying.stop();
      await Promise.all(pollers.map((poller) => poller.stop()));
      client.destroy();
    },
  };
};
