import { ScanCommand } from "@aws-sdk/client-dynamodb";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { asFunction } from "../infra/local/declared-access.ts";
import type { Item, Table } from "../shared/store/items.ts";
import { type ConsumedQueue, readNamed } from "../shared/stream/consumed-queue.ts";
import { bodyOf } from "../shared/stream/queued.ts";
import { queuesFor } from "../shared/stream/queues.ts";
import { queuedFrom } from "../shared/stream/read-queued.ts";
import { aDayInCrf } from "./examples.ts";
import { runContext } from "./run-context.ts";

type Consumer = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/** A message as a queue brings it. */
export const messageOf = (body: string, messageId: string, receives = 1): SQSRecord =>
  ({ messageId, receiptHandle: `receipt-${messageId}`, body, attributes: { ApproximateReceiveCount: String(receives) } }) as SQSRecord;

/** What its consumer's queue brings of an item that was just put: its keys and the moment. */
export const insertOf = ({ pk, sk }: Item, messageId: string, at = aDayInCrf): SQSRecord =>
  messageOf(bodyOf({ partitionKey: pk?.S ?? "", sortKey: sk?.S ?? "", at: at.toISOString() }), messageId);

/** The items whose sort key starts so, in the table's order. */
export const itemsIn = async (table: Table, sortKeyPrefix: string): Promise<Item[]> => {
  const { Items: items = [] } = await table.client.send(new ScanCommand({ TableName: table.name, ConsistentRead: true }));
  return items.filter(({ sk }) => sk?.S?.startsWith(sortKeyPrefix));
};

/** What the queue brought when these items were put. */
export const insertsIn = async (table: Table, sortKeyPrefix: string, at = aDayInCrf): Promise<SQSRecord[]> =>
  (await itemsIn(table, sortKeyPrefix)).map((item, index) => insertOf(item, String(index + 1), at));

/** A consumer's queue whose items are in this table. Nobody waits for what failed: a test delivers it again. */
export const queueOn = (table: Table): ConsumedQueue => ({ items: (keys) => readNamed(table, keys), backOff: async () => undefined });

/** The function whose queue brings messages of such items. */
const takerOf = ([first]: readonly SQSRecord[]) => {
  const { sortKey = "" } = queuedFrom(first?.body ?? "") ?? {};
  return queuesFor(sortKey)[0];
};

/**
 * Hands messages to a consumer as Lambda does; it may do what the function of that queue declares. Returns the ids of
 * those that it says must come again.
 */
export const deliverTo = async (consumer: Consumer, records: readonly SQSRecord[], timeLeftMs?: number): Promise<string[]> => {
  const name = takerOf(records);
  const take = () => consumer({ Records: [...records] }, runContext(timeLeftMs));
  const { batchItemFailures } = await (name ? asFunction(name, take) : take());
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
};
