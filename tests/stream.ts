import { ScanCommand } from "@aws-sdk/client-dynamodb";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { asFunction } from "../infra/local/declared-access.ts";
import { withClock } from "../shared/clock.ts";
import type { Item, Table } from "../shared/store/items.ts";
import { type ConsumedQueue, readNamed } from "../shared/stream/consumed-queue.ts";
import { bodyOf } from "../shared/stream/queued.ts";
import { queuesFor } from "../shared/stream/queues.ts";
import { queuedFrom } from "../shared/stream/read-queued.ts";
import { aDayInCrf } from "./examples.ts";
import { runContext } from "./run-context.ts";

type Consumer = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/** An SQS message with this body. */
export const messageOf = (body: string, messageId: string, receives = 1): SQSRecord =>
  ({ messageId, receiptHandle: `receipt-${messageId}`, body, attributes: { ApproximateReceiveCount: String(receives) } }) as SQSRecord;

/** The message for a newly put item: its keys and the moment. */
export const insertOf = ({ pk, sk }: Item, messageId: string, at = aDayInCrf): SQSRecord =>
  messageOf(bodyOf({ partitionKey: pk?.S ?? "", sortKey: sk?.S ?? "", at: at.toISOString() }), messageId);

/** The items whose sort key begins with this, in the table's order. */
export const itemsIn = async (table: Table, sortKeyPrefix: string): Promise<Item[]> => {
  const { Items: items = [] } = await table.client.send(new ScanCommand({ TableName: table.name, ConsistentRead: true }));
  return items.filter(({ sk }) => sk?.S?.startsWith(sortKeyPrefix));
};

/** The messages for these items. */
export const insertsIn = async (table: Table, sortKeyPrefix: string, at = aDayInCrf): Promise<SQSRecord[]> =>
  (await itemsIn(table, sortKeyPrefix)).map((item, index) => insertOf(item, String(index + 1), at));

/** The queue of a consumer of this table. Failed messages come again only if the test delivers them. */
export const queueOn = (table: Table): ConsumedQueue => ({ items: (keys) => readNamed(table, keys), backOff: async () => undefined });

/** The time of the last of these messages. */
const sentAt = (records: readonly SQSRecord[]): Date => {
  const moments = records.flatMap(({ body }) => queuedFrom(body)?.at ?? []).sort();
  return moments.length > 0 ? new Date(moments.at(-1) ?? "") : aDayInCrf;
};

/** The function that is told of such items. */
const takerOf = ([first]: readonly SQSRecord[]) => {
  const { sortKey = "" } = queuedFrom(first?.body ?? "") ?? {};
  return queuesFor(sortKey)[0];
};

/**
 * Delivers messages to a consumer as Lambda does, with the table permissions of that queue's function: at once, or at a later
 * moment. Returns the ids of the messages to retry.
 */
export const deliverTo = async (
  consumer: Consumer,
  records: readonly SQSRecord[],
  timeLeftMs?: number,
  now = sentAt(records),
): Promise<string[]> => {
  const name = takerOf(records);
  const take = () =>
    withClock(
      () => now,
      () => consumer({ Records: [...records] }, runContext(timeLeftMs)),
    );
  const { batchItemFailures } = await (name ? asFunction(name, take) : take());
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
};
