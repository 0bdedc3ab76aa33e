import { join } from "node:path";
import { DescribeTableCommand, type DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import type { AttributeValue, DynamoDBRecord } from "aws-lambda";
import { table } from "../../shared/system.ts";
import { localSettings } from "./dynamodb-local.ts";
import { type ConsumerPorts, createConsumer, type PlacedRecord } from "./stream-consumer.ts";
import { fileCheckpoint, isAfter, memoryCheckpoint, type Position } from "./stream-position.ts";
import { startStreamReader } from "./stream-reader.ts";

/** A record that a consumer could not take at any attempt: which item it is, and nothing of what is in it. */
export type FailedRecord = { readonly consumer: string; readonly partitionKey: string; readonly sortKey: string; readonly at: string };

export type StreamConsumers = Readonly<Record<string, Pick<ConsumerPorts, "use" | "handle">>>;

export type StreamsPorts = {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  readonly tableName: string;
  readonly consumers: StreamConsumers;
  /** Where each consumer's place is kept; nowhere without one. */
  readonly folder: string | undefined;
  readonly isNewTable: boolean;
  readonly now: () => Date;
  readonly setAside: (failed: FailedRecord) => Promise<void>;
  readonly backoffMilliseconds?: number;
};

/** The emulator drops what is a day old when it starts, unlike a service that never stops reading. */
const droppedAfterHours = 20;

/** Feeds every function that listens to the table, from where it was when the host last stopped or was killed. */
export const startStreams = async (ports: StreamsPorts) => {
  const { client, endpoint, tableName, folder, now } = ports;
  const { Table: described } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const streamArn = described?.LatestStreamArn;
  if (!streamArn) throw new Error("The table has no stream.");

  const fed = await Promise.all(
    Object.entries(ports.consumers).map(async ([name, { use, handle }]) => {
      const checkpoint = folder ? fileCheckpoint(join(folder, `${name}.json`)) : memoryCheckpoint();
      const setAside = ({ dynamodb }: DynamoDBRecord) => {
        const keyOf = (key: string) => dynamodb?.Keys?.[key]?.S ?? "";
        const [partitionKey, sortKey] = [keyOf(table.partitionKey), keyOf(table.sortKey)];
        return ports.setAside({ consumer: name, partitionKey, sortKey, at: now().toISOString() });
      };
      const { backoffMilliseconds } = ports;
      const consumer = createConsumer({ use, handle, checkpoint, setAside, ...(backoffMilliseconds && { backoffMilliseconds }) });
      return { consumer, use, after: await checkpoint.read(), readAt: await checkpoint.writtenAt() };
    }),
  );

  const mayHaveMissed = fed.filter(
    ({ readAt }) => folder && !ports.isNewTable && (!readAt || Date.now() - readAt.getTime() > droppedAfterHours * 3_600_000),
  );
  if (mayHaveMissed.length > 0) {
    const wanted = mayHaveMissed.flatMap(({ use }) => use.insertedSortKeyPrefixes);
    const records = await storedItems(client, tableName, wanted, now);
    for (const { consumer } of mayHaveMissed) consumer.offer(records);
  }

  const reader = startStreamReader({
    client: new DynamoDBStreamsClient(localSettings(endpoint, tableName)),
    streamArn,
    after: earliest(fed.map(({ after }) => after)),
    take: (records) => {
      const at = Math.floor(now().getTime() / 1000);
      const placed = records.map(({ position, record }) => ({
        position,
        record: {
          ...record,
          eventSourceARN: streamArn,
          // The emulator knows only the machine's time, and that only to the minute.
          dynamodb: { ...record.dynamodb, ApproximateCreationDateTime: at },
        } as DynamoDBRecord,
      }));
      for (const { consumer, after } of fed) consumer.offer(placed.filter(({ position }) => isAfter(position, after)));
    },
  });

  return {
    async stop(): Promise<void> {
      await reader.stop();
      await Promise.all(fed.map(({ consumer }) => consumer.stop()));
    },
  };
};

const earliest = (positions: readonly (Position | undefined)[]): Position | undefined =>
  positions.includes(undefined) ? undefined : positions.toSorted((a, b) => (isAfter(a as Position, b) ? 1 : -1))[0];

/**
 * Every stored item that consumers listen for, as though it had just been put: it stands in for records that the
 * emulator has dropped. A consumer takes an item that it has dealt with for one that came twice.
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
            NewImage: item as Record<string, AttributeValue>,
            SequenceNumber: `stored-${records.length}`,
            ApproximateCreationDateTime: Math.floor(now().getTime() / 1000),
          },
        },
      });
    }
  }
  return records;
};
