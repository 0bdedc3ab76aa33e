import { setTimeout as pause } from "node:timers/promises";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { type FunctionSpec, table } from "../../shared/system.ts";
import { type DiskSpace, noDisk } from "./disk-space.ts";
import { type Checkpoint, isAfter, type Position } from "./stream-position.ts";

export type StreamUse = NonNullable<FunctionSpec["relays"]>;
/** A record and its place in the stream. A record made from a stored item has none. */
export type PlacedRecord = { readonly position?: Position; readonly record: DynamoDBRecord };

export type ConsumerPorts = {
  readonly use: StreamUse;
  readonly wantedSortKeyPrefixes: readonly string[];
  readonly handle: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse | undefined>;
  readonly checkpoint: Checkpoint;
  /** Takes a record that failed at every attempt. */
  readonly setAside: (record: DynamoDBRecord) => Promise<void>;
  readonly backoffMilliseconds?: number;
  /** Without space, records wait in the stream. */
  readonly space?: DiskSpace;
};

/** Write the place this often while only unwanted records go by. */
const skippedMilliseconds = 60_000;

const isWanted = (sortKeyPrefixes: readonly string[], { eventName, dynamodb }: DynamoDBRecord): boolean =>
  eventName === "INSERT" && sortKeyPrefixes.some((prefix) => dynamodb?.Keys?.[table.sortKey]?.S?.startsWith(prefix));

/**
 * Feeds a function as Lambda's own reader of a stream does: in order and in batches, again from the first that
 * failed, in halves when a whole batch failed, and past a record that failed at every attempt.
 */
export const createConsumer = ({
  use,
  wantedSortKeyPrefixes,
  handle,
  checkpoint,
  setAside,
  backoffMilliseconds = 100,
  space = noDisk,
}: ConsumerPorts) => {
  let waiting: PlacedRecord[] = [];
  let working: Promise<void> | undefined;
  let taken: Position | undefined;
  let writtenAt = 0;
  const stopping = new AbortController();

  /** Writes the place of finished records only, so a record may come twice and is never left out. */
  const checkpointAt = async (position: Position | undefined) => {
    if (!position || !isAfter(position, taken)) return;
    taken = position;
    writtenAt = Date.now();
    await checkpoint.write(position);
  };

  /** The index of the first failed record; "all" when the function threw. */
  const firstFailure = async (batch: readonly PlacedRecord[]): Promise<number | "all" | undefined> => {
    try {
      const answer = await handle({ Records: batch.map(({ record }) => record) });
      const failed = new Set(answer?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      if (failed.size === 0) return undefined;
      const first = batch.findIndex(({ record }) => failed.has(record.dynamodb?.SequenceNumber ?? ""));
      // As on Lambda, a report with an unknown id fails the whole batch.
      return first === -1 ? "all" : first;
    } catch {
      return "all";
    }
  };

  const deliver = async (batch: readonly PlacedRecord[]): Promise<void> => {
    let rest = batch;
    let attempts = 0;
    while (rest.length > 0 && !stopping.signal.aborted) {
      await space.untilEnough(stopping.signal);
      const failure = await firstFailure(rest);
      if (failure === undefined) return checkpointAt(rest.at(-1)?.position);
      if (failure === "all" && rest.length > 1) {
        const half = Math.ceil(rest.length / 2);
        await deliver(rest.slice(0, half));
        return deliver(rest.slice(half));
      }
      const first = failure === "all" ? 0 : failure;
      attempts = first === 0 ? attempts + 1 : 1;
      await checkpointAt(rest[first - 1]?.position);
      rest = rest.slice(first);
      const [poison] = rest;
      if (poison && attempts >= use.attempts) {
        await setAside(poison.record);
        await checkpointAt(poison.position);
        rest = rest.slice(1);
        attempts = 0;
      } else {
        await pause(backoffMilliseconds * 2 ** (attempts - 1), undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };

  const work = async () => {
    while (waiting.length > 0 && !stopping.signal.aborted) {
      const wanted = waiting.filter(({ record }) => isWanted(wantedSortKeyPrefixes, record));
      const batch = wanted.slice(0, use.batchSize);
      const last = batch.length === use.batchSize ? batch.at(-1) : waiting.at(-1);
      waiting = last ? waiting.slice(waiting.indexOf(last) + 1) : [];
      await deliver(batch);
      const isDue = batch.length > 0 || Date.now() - writtenAt > skippedMilliseconds;
      if (!stopping.signal.aborted && isDue) await checkpointAt(last?.position);
    }
  };

  return {
    offer(records: readonly PlacedRecord[]): void {
      waiting.push(...records);
      working ??= work().finally(() => {
        working = undefined;
      });
    },
    /** Finishes the present batch and takes no other. */
    async stop(): Promise<void> {
      stopping.abort();
      await working;
    },
  };
};
