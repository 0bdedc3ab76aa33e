import type { AttributeValue, DynamoDBClient, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { correlationId } from "../correlation.ts";
import { Fault } from "../fault.ts";
import type { Key, ListKey } from "./keys.ts";

/** What every repository works on: a client and the name of the one table. */
export type Table = { readonly client: DynamoDBClient; readonly name: string };

export type Item = Record<string, AttributeValue>;

/** The kinds of item. The kind is stored, so that nothing is ever read as what it is not. */
export type Kind =
  | "draft"
  | "session"
  | "staff"
  | "case"
  | "application"
  | "event"
  | "award"
  | "referral"
  | "message"
  | "household"
  | "householdCase"
  | "person"
  | "envelope"
  | "spread"
  | "grant"
  | "ledgerEntry"
  | "line"
  | "order"
  | "approved"
  | "queue"
  | "waiter"
  | "serve"
  | "budgetChange"
  | "movedAlone"
  | "budgetDay"
  | "checkedBooks"
  | "nightlyRun"
  | "publishedScheme"
  | "publication"
  | "schemeDraft"
  | "publishedDirectory"
  | "directoryDraft"
  | "schemeTrial"
  | "latestTrial"
  | "trialPart"
  | "trialResult"
  | "run"
  | "runRows"
  | "runPart"
  | "runResult"
  | "payee"
  | "account"
  | "paymentBatch"
  | "chosenLines"
  | "payment"
  | "paymentImport"
  | "count";

export const values = (record: object): Item => marshall(record, { removeUndefinedValues: true });

/** What a consumer takes from the stream. Each remembers the request that it goes back to, so that its consumer's log says so too. */
const takenFurther: readonly Kind[] = [
  "award",
  "approved",
  "order",
  "referral",
  "message",
  "ledgerEntry",
  "waiter",
  "serve",
  "trialPart",
  "runPart",
];

export const itemFrom = (kind: Kind, keys: Key & Partial<ListKey>, record: object): Item =>
  values({ ...record, ...keys, itemKind: kind, ...(takenFurther.includes(kind) && { correlationId: correlationId() }) });

/** The id of the request that an item goes back to. */
export const correlationOf = (item: Item): string | undefined => item.correlationId?.S;

/** Reads an item of a kind; an item of another kind under its key is a fault, never a guess. */
export const recordFrom = <T>(kind: Kind, item: Item): T => {
  const { itemKind, pk: _pk, sk: _sk, listPk: _listPk, listSk: _listSk, correlationId: _id, ...record } = unmarshall(item);
  if (itemKind !== kind) throw new Fault("itemUnreadable");
  return record as T;
};

export const isKind = (kind: Kind, item: Item): boolean => item.itemKind?.S === kind;

/** A put that must find nothing there. What it does find comes back with the refusal. */
export const putNew = (table: Table, item: Item): TransactWriteItem => ({
  Put: {
    TableName: table.name,
    Item: item,
    ConditionExpression: "attribute_not_exists(pk)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  },
});
