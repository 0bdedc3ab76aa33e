import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Message } from "../domain/case/message.ts";
import { fieldValues, readItem, type Table, values } from "./items.ts";
import { messageKey } from "./keys.ts";

type Claimed =
  /** Ours to send. */
  | { readonly kind: "send"; readonly message: Message }
  /** An earlier try may have got through; ask the message service before sending again. */
  | { readonly kind: "askFirst"; readonly message: Message }
  | { readonly kind: "done" };

export type Messages = {
  /** Takes a message for sending. */
  claim(caseId: string, messageId: string): Promise<Claimed>;
  settle(caseId: string, messageId: string, state: "sent" | "failed", at: string): Promise<void>;
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

  async settle(caseId, messageId, state, at) {
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: values(messageKey(caseId, messageId)),
        UpdateExpression: "SET #state = :state, sentAt = :sentAt",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: fieldValues("message", { state, sentAt: at }),
      }),
    );
  },
});
