import { join } from "node:path";
import { DescribeTableCommand, type DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import type { AttributeValue, DynamoDBRecord } from "aws-lambda";
import { table } from "../../shared/system.ts";
import { withoutSdkLog } from "../../shared/without-sdk-log.ts";
import { localSettings } from "./dynamodb-local.ts";
import { type ConsumerPorts, createConsumer, type PlacedRecord } from "./stream-consumer.ts";
import { fileCheckpoint, memoryCheckpoint } from "./stream-position.ts";
import { startStreamReader } from "./stream-reader.ts";

export type StreamPorts = Omit<ConsumerPorts, "checkpoint"> & {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  readonly tableName: string;
  /** Keeps the place in the stream; without it the place is in memory. */
  readonly folder: string | undefined;
  readonly isNewTable: boolean;
  readonly now: () => Date;
};

/** At its start the emulator drops records that are a day old. */
const droppedAfterHours = 20;

/** Feeds the relay from the table's stream, from the place where the last host stopped or was killed. */
export const startStream = async ({ client, endpoint, tableName, folder, isNewTable, now, ...ports }: StreamPorts) => {
  const { Table: described } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const streamArn = described?.LatestStreamArn;
  if (!streamArn) throw new Error("The table has no stream.");

  const checkpoint = folder ? fileCheckpoint(join(folder, "place.json")) : memoryCheckpoint();
  const [after, readAt] = await Promise.all([checkpoint.read(), checkpoint.writtenAt()]);
  const consumer = createConsumer({ ...ports, checkpoint });

  const mayHaveMissed = folder && !isNewTable && (!readAt || Date.now() - readAt.getTime() > droppedAfterHours * 3_600_000);
  if (mayHaveMissed) consumer.offer(await storedItems(client, tableName, ports.wantedSortKeyPrefixes, now));

  const reader = startStreamReader({
    client: withoutSdkLog(new DynamoDBStreamsClient(localSettings(endpoint, tableName))),
    streamArn,
    after,
    take: (records) => {
      const at = Math.floor(now().getTime() / 1000);
      const placed = records.map(({ position, record }) => ({
        position,
        record: {
          ...record,
          eventSourceARN: streamArn,
          // The emulator stamps the machine's time, and only to the minute.
          dynamodb: { ...record.dynamodb, ApproximateCreationDateTime: at },
        } as DynamoDBRecord,
      }));
      consumer.offer(placed);
    },
  });

  return {
    async stop(): Promise<void> {
      await reader.stop();
      await consumer.stop();
    },
  };
};

/**
 * Every stored item that a queue wants, as a new record: it replaces records that the emulator has dropped. Consumers
 * handle items that come twice.
 */
const storedItems = async (
  client: DynamoDBClient,
  tableName: string,
  sortKeyPrefixes: readonly string[],
  now: () => Date,
): Promise<PlacedRecord[]> => {
  const records: PlacedRecord[] = [];
  for await (const { Items: items = [] } of paginateScan({ client }, { TableName: tableName, ConsistentRead: true })) {
    for (const item of items) {
      const { [table.partitionKey]: partition, [table.sortKey]: sort } = item;
      if (!partition || !sort?.S || !sortKeyPrefixes.some((prefix) => sort.S?.startsWith(prefix))) continue;
      records.push({
        record: {
          eventName: "INSERT",
          eventSource: "aws:dynamodb",
          dynamodb: {
            Keys: { [table.partitionKey]: partition, [table.sortKey]: sort } as Record<string, AttributeValue>,
            SequenceNumber: `stored-${records.length}`,
            ApproximateCreationDateTime: Math.floor(now().getTime() / 1000),
          },
        },
      });
    }
  }
  return records;
};
