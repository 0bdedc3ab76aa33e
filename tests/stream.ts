import { ScanCommand } from "@aws-sdk/client-dynamodb";
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import type { Item, Table } from "../shared/store/items.ts";
import { aDayInCrf } from "./examples.ts";

type Consumer = (event: DynamoDBStreamEvent, context: Context) => Promise<DynamoDBBatchResponse>;

/** A record of the table's stream: an item that was just put. */
export const insertOf = (item: Item, sequenceNumber: string, at = aDayInCrf): DynamoDBRecord =>
  ({
    eventName: "INSERT",
    dynamodb: { SequenceNumber: sequenceNumber, NewImage: item, ApproximateCreationDateTime: at.getTime() / 1000 },
  }) as DynamoDBRecord;

/** What the stream brought when these items were put: those whose sort key starts so, in the table's order. */
export const insertsIn = async (table: Table, sortKeyPrefix: string): Promise<DynamoDBRecord[]> => {
  const { Items: items = [] } = await table.client.send(new ScanCommand({ TableName: table.name, ConsistentRead: true }));
  return items.filter(({ sk }) => sk?.S?.startsWith(sortKeyPrefix)).map((item, index) => insertOf(item, String(index + 1)));
};

/** Hands records to a consumer as Lambda does; returns the numbers of those that it says must come again. */
export const deliverTo = async (consumer: Consumer, records: readonly DynamoDBRecord[]): Promise<string[]> => {
  const { batchItemFailures } = await consumer({ Records: [...records] }, { awsRequestId: "request-1" } as Context);
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
};
