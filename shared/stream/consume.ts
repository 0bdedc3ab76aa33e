import type { Context, DynamoDBBatchItemFailure, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { Fault } from "../fault.ts";
import { errorForLog, log } from "../http/log.ts";
import type { Item } from "../store/items.ts";
import type { FunctionName } from "../system.ts";

/** An item that was put into the table, and when the table took it: the clock of everything that its consumer does. */
export type Inserted = { readonly item: Item; readonly at: Date };

/** Deals with one item, which may come again, and says in ids what was done. */
export type Take = (inserted: Inserted) => Promise<object>;

const insertedOf = ({ dynamodb }: DynamoDBRecord): Inserted => {
  const { NewImage: item, ApproximateCreationDateTime: seconds } = dynamodb ?? {};
  if (!item || seconds === undefined) throw new Fault("itemUnreadable");
  return { item: item as Item, at: new Date(seconds * 1000) };
};

/**
 * Takes a batch of the table's stream, one record after another. A record that fails is reported by its number and
 * comes again; those after it are taken now all the same, since nobody's help should wait behind another's trouble.
 */
export const consume =
  (name: FunctionName, take: Take) =>
  async ({ Records: records }: DynamoDBStreamEvent, { awsRequestId: requestId }: Context): Promise<DynamoDBBatchResponse> => {
    log.resetKeys();
    log.appendKeys({ requestId, function: name });
    const batchItemFailures: DynamoDBBatchItemFailure[] = [];
    for (const record of records) {
      const sequenceNumber = record.dynamodb?.SequenceNumber ?? "";
      try {
        log.info("taken", { sequenceNumber, ...(await take(insertedOf(record))) });
      } catch (error) {
        log.error("failed", {
          sequenceNumber,
          code: error instanceof Fault ? error.code : "unexpected",
          error: errorForLog(error),
        });
        batchItemFailures.push({ itemIdentifier: sequenceNumber });
      }
    }
    return { batchItemFailures };
  };
