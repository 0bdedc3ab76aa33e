import type { SQSRecord } from "aws-lambda";
import { errorForLog, log } from "../http/log.ts";
import type { Item, Table } from "../store/items.ts";
import type { Key } from "../store/keys.ts";
import { readTogether } from "../store/read-together.ts";
import { functions, type QueueName, table as schema } from "../system.ts";
import type { Queued } from "./queued.ts";
import { urlsFrom } from "./queues.ts";

export type ItemKey = Pick<Queued, "partitionKey" | "sortKey">;

/** A consumer's access to the table and to its queue. */
export type ConsumedQueue = {
  /** Reads the items that messages name, as they are now. One that is gone is undefined. */
  items(keys: readonly ItemKey[]): Promise<(key: ItemKey) => Item | undefined>;
  /** Delays messages that failed, twice as long each time. */
  backOff(failed: readonly SQSRecord[]): Promise<void>;
};

/** The longest that a message waits for its next attempt. */
const longestSeconds = 15 * 60;

/** Seconds until the next attempt of a message. After its last one it goes to the dead letters at once. */
export const retrySeconds = (firstSeconds: number, receives: number, attempts: number): number =>
  receives >= attempts ? 1 : Math.min(firstSeconds * 2 ** (Math.max(1, receives) - 1), longestSeconds);

const nameOf = ({ partitionKey, sortKey }: ItemKey) => JSON.stringify([partitionKey, sortKey]);

/** Reads the named items in one round trip. The same item may be named twice, which one read does not allow. */
export const readNamed = async (table: Table, keys: readonly ItemKey[]): Promise<(key: ItemKey) => Item | undefined> => {
  const distinct = new Map(keys.map((key): [string, Key] => [nameOf(key), { pk: key.partitionKey, sk: key.sortKey }]));
  const items = distinct.size > 0 ? await readTogether(table, [...distinct.values()]) : [];
  const keyOf = (item: Item) => ({ partitionKey: item[schema.partitionKey]?.S ?? "", sortKey: item[schema.sortKey]?.S ?? "" });
  const found = new Map(items.map((item) => [nameOf(keyOf(item)), item]));
  return (key) => found.get(nameOf(key));
};

type Variables = { readonly QUEUE_URLS: string; readonly FIRST_RETRY_SECONDS: string };

export const sqsConsumedQueue = (name: QueueName, table: Table, { QUEUE_URLS, FIRST_RETRY_SECONDS }: Variables): ConsumedQueue => {
  const url = urlsFrom(QUEUE_URLS)(name);
  const { attempts } = functions[name].consumes;
  return {
    items: (keys) => readNamed(table, keys),

    async backOff(failed) {
      if (failed.length === 0) return;
      try {
        // Only a failure needs the client, so no cold start pays for it.
        const { ChangeMessageVisibilityBatchCommand, SQSClient } = await import("@aws-sdk/client-sqs");
        const Entries = failed.map(({ receiptHandle, attributes }, index) => ({
          Id: String(index),
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: retrySeconds(Number(FIRST_RETRY_SECONDS), Number(attributes.ApproximateReceiveCount), attempts),
        }));
        await new SQSClient().send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }));
      } catch (error) {
        // They come again all the same, once their visibility timeout ends.
        log.warn("notBackedOff", { messages: failed.length, error: errorForLog(error) });
      }
    },
  };
};
