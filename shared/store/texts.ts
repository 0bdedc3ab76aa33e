import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { londonDay } from "../domain/dates.ts";
import { untilFree } from "./commit.ts";
import { type Table, values } from "./items.ts";
import { textedKey } from "./keys.ts";
import type { KindName } from "./kinds.ts";

export type Texts = {
  /** Counts a text to a number, each once however often it is tried. False where the number has had the most for today. */
  note(text: { readonly phoneHash: string; readonly messageId: string; readonly now: Date; readonly most: number }): Promise<boolean>;
};

const secondsKept = 3 * 24 * 60 * 60;

export const dynamoTexts = (table: Table): Texts => ({
  async note({ phoneHash, messageId, now, most }) {
    try {
      await untilFree(() =>
        table.client.send(
          new UpdateItemCommand({
            TableName: table.name,
            Key: values(textedKey(phoneHash, londonDay(now))),
            UpdateExpression: "SET itemKind = :kind, phoneHash = :hash, expiresAtSeconds = :until ADD messageIds :one",
            ConditionExpression: "attribute_not_exists(messageIds) OR size(messageIds) < :most OR contains(messageIds, :messageId)",
            ExpressionAttributeValues: {
              ...values({
                ":kind": "texted" satisfies KindName,
                ":hash": phoneHash,
                ":until": Math.floor(now.getTime() / 1000) + secondsKept,
                ":most": most,
                ":messageId": messageId,
              }),
              ":one": { SS: [messageId] },
            },
          }),
        ),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
