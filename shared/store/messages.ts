import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Message, Told } from "../domain/case/message.ts";
import { table as schema } from "../system.ts";
import { commit } from "./commit.ts";
import { fieldValues, findItem, readItem, type Table, values } from "./items.ts";
import { caseKey, messageKey, messageListKey, toTellList } from "./keys.ts";
import { type BadCursor, querySlice, type Slice, type SliceWanted } from "./slices.ts";

type Claimed =
  /** Ours to send. */
  | { readonly kind: "send"; readonly message: Message }
  /** An earlier try may have got through; ask the message service before sending again. */
  | { readonly kind: "askFirst"; readonly message: Message }
  | { readonly kind: "done" };

export type Messages = {
  /** Takes a message for sending. */
  claim(caseId: string, messageId: string): Promise<Claimed>;
  /** One that failed joins those that a person has to tell. */
  settle(message: Message, state: "sent" | "failed", at: string): Promise<void>;
  find(caseId: string, messageId: string): Promise<Message | undefined>;
  /** Messages that a person has to tell, the longest waiting first. */
  toTell(wanted: SliceWanted): Promise<Slice<Message> | BadCursor>;
  /** How many, up to a thousand. */
  /** Says who told them, if the message is as it was seen and the person declared no interest in its case. */
  recordTold(seen: Message, told: Told): Promise<{ readonly kind: "recorded" } | { readonly kind: "moved" | "barred" }>;
};

export const dynamoMessages = (table: Table): Messages => ({
  async claim(caseId, messageId) {
    try {
      const { Attributes } = await table.client.send(
        new UpdateItemCommand({
          TableName: table.name,
          Key: values(messageKey(caseId, messageId)),
          UpdateExpression: "SET #state = :sending",
          ConditionExpression: "#state = :pending",
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: values({ ":sending": "sending", ":pending": "pending" }),
          ReturnValues: "ALL_NEW",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      );
      return Attributes ? { kind: "send", message: readItem("message", Attributes) } : { kind: "done" };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const message = error.Item && readItem("message", error.Item);
      return message?.state === "sending" ? { kind: "askFirst", message } : { kind: "done" };
    }
  },

  async settle(message, state, at) {
    const { caseId, messageId } = message;
    const listed = messageListKey({ ...message, state });
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: values(messageKey(caseId, messageId)),
        UpdateExpression: `SET #state = :state, sentAt = :sentAt${listed ? ", listPk = :listPk, listSk = :listSk" : ""}`,
        ConditionExpression: "attribute_exists(pk) AND #state <> :told",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: {
          ...fieldValues("message", { state, sentAt: at }),
          ...values({ ":told": "told", ...(listed && { ":listPk": listed.listPk, ":listSk": listed.listSk }) }),
        },
      }),
    );
  },

  find: (caseId, messageId) => findItem(table, "message", messageKey(caseId, messageId)),

  toTell: (wanted) =>
    querySlice(
      table,
      { IndexName: schema.index.name, partition: { name: "listPk", value: toTellList }, keyNames: ["pk", "sk", "listSk"] },
      wanted,
      (item) => readItem("message", item),
    ),

  async recordTold({ caseId, messageId, state }, told) {
    const committed = await commit(table, {
      case: {
        ConditionCheck: {
          TableName: table.name,
          Key: values(caseKey(caseId)),
          // An award from a list has no case.
          ConditionExpression: "attribute_not_exists(barred) OR NOT contains(barred, :by)",
          ExpressionAttributeValues: values({ ":by": told.by.id }),
        },
      },
      message: {
        Update: {
          TableName: table.name,
          Key: values(messageKey(caseId, messageId)),
          UpdateExpression: "SET #state = :state, told = :told REMOVE listPk, listSk",
          ConditionExpression: "#state = :seen",
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: { ...fieldValues("message", { state: "told", told }), ...values({ ":seen": state }) },
        },
      },
    });
    if (committed.kind === "committed") return { kind: "recorded" };
    return { kind: committed.by.case?.failed ? "barred" : "moved" };
  },
});
