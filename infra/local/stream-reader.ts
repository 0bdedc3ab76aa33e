import { setTimeout as pause } from "node:timers/promises";
import {
  type _Record,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ResourceNotFoundException,
  TrimmedDataAccessException,
} from "@aws-sdk/client-dynamodb-streams";
import type { Position } from "./stream-position.ts";

export type ReaderPorts = {
  readonly client: DynamoDBStreamsClient;
  readonly streamArn: string;
  /** The last place read; without it, reading begins at the oldest record. */
  readonly after: Position | undefined;
  readonly take: (records: readonly { readonly position: Position; readonly record: _Record }[]) => void;
};

const idleMilliseconds = 100;
const lookForShardsMilliseconds = 60_000;

const isDropped = (error: unknown): boolean => error instanceof TrimmedDataAccessException || error instanceof ResourceNotFoundException;

/** Reads a table's stream, shard after shard. The emulator has one open shard at a time and begins another every few hours. */
export const startStreamReader = ({ client, streamArn, after, take }: ReaderPorts) => {
  const stopping = new AbortController();
  let position = after;
  const wait = () => pause(idleMilliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);

  const shards = async (): Promise<string[]> => {
    const found: string[] = [];
    let last: string | undefined;
    do {
      const { StreamDescription: stream } = await client.send(
        new DescribeStreamCommand({ StreamArn: streamArn, ...(last && { ExclusiveStartShardId: last }) }),
      );
      for (const { ShardId: shard } of stream?.Shards ?? []) if (shard) found.push(shard);
      last = stream?.LastEvaluatedShardId;
    } while (last);
    return found.sort();
  };

  const iteratorOf = async (shard: string): Promise<string | undefined> => {
    const get = (more: Pick<GetShardIteratorCommand["input"], "ShardIteratorType" | "SequenceNumber">) =>
      client.send(new GetShardIteratorCommand({ StreamArn: streamArn, ShardId: shard, ...more }));
    const fromItsStart = () => get({ ShardIteratorType: "TRIM_HORIZON" });
    if (position?.shard !== shard) return (await fromItsStart()).ShardIterator;
    const following = get({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: position.sequence });
    // The emulator may have dropped the last record read. Everything left in the shard is newer.
    return (await following.catch((error: unknown) => (isDropped(error) ? fromItsStart() : Promise.reject(error)))).ShardIterator;
  };

  /** Reads a shard to its end. A newer shard shows that this one is closed. */
  const readShard = async (shard: string): Promise<void> => {
    let iterator = await iteratorOf(shard);
    let lookedAt = Date.now();
    while (iterator && !stopping.signal.aborted) {
      const { Records: records = [], NextShardIterator: next }: { Records?: _Record[]; NextShardIterator?: string } = await client.send(
        new GetRecordsCommand({ ShardIterator: iterator }),
      );
      const placed = records.map((record) => ({ position: { shard, sequence: record.dynamodb?.SequenceNumber ?? "" }, record }));
      position = placed.at(-1)?.position ?? position;
      if (placed.length > 0) take(placed);
      iterator = next;
      if (records.length > 0) continue;
      if (Date.now() - lookedAt > lookForShardsMilliseconds) {
        lookedAt = Date.now();
        if ((await shards()).some((other) => other > shard)) return;
      }
      await wait();
    }
  };

  const read = async () => {
    let done = "";
    while (!stopping.signal.aborted) {
      const found = (await shards().catch(() => [])).filter((shard) => shard > done && shard >= (position?.shard ?? ""));
      const [next] = found;
      try {
        if (next) await readShard(next);
        if (next) done = next;
        else await wait();
      } catch (error) {
        // An iterator expires while the machine sleeps: look again. A dropped shard has nothing left to read.
        if (next && isDropped(error) && found.length > 1) done = next;
        await wait();
      }
    }
  };

  const reading = read();
  return {
    async stop(): Promise<void> {
      stopping.abort();
      await reading;
    },
  };
};
