import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import type { Day } from "../domain/dates.ts";
import type { Principal } from "../domain/principal.ts";
import type { ToDoMessage } from "../domain/to-do-message.ts";
import { findItem, readItem, type Table, values, writeItem } from "./items.ts";
import { toDoMessageKey, toDoMessagesPartition } from "./keys.ts";
import { queryAll } from "./slices.ts";

export type ToDoMessages = {
  find(personId: string): Promise<ToDoMessage | undefined>;
  /** Everybody who wishes a message: at most the staff of a council. */
  all(): Promise<readonly ToDoMessage[]>;
  keep(message: ToDoMessage): Promise<void>;
  stop(personId: string): Promise<void>;
  /** Gives a wish the roles of a sign-in. Nothing is kept of people without one. */
  noteSignIn(who: Pick<Principal, "id" | "roles">, day: Day): Promise<void>;
  /** Marks the message of a day before it is sent, so that no day has two. False where it was marked before, or is no longer wished. */
  claim(personId: string, day: Day): Promise<boolean>;
};

export const dynamoToDoMessages = (table: Table): ToDoMessages => {
  const update = async (personId: string, change: Omit<UpdateItemCommandInput, "TableName" | "Key">): Promise<boolean> => {
    try {
      await table.client.send(new UpdateItemCommand({ TableName: table.name, Key: values(toDoMessageKey(personId)), ...change }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  return {
    find: (personId) => findItem(table, "toDoMessage", toDoMessageKey(personId)),

    async all() {
      return (await queryAll(table, toDoMessagesPartition)).map((item) => readItem("toDoMessage", item));
    },

    async keep(message) {
      const Item = writeItem("toDoMessage", toDoMessageKey(message.by.id), message);
      await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
    },

    async stop(personId) {
      await table.client.send(new DeleteItemCommand({ TableName: table.name, Key: values(toDoMessageKey(personId)) }));
    },

    async noteSignIn({ id, roles }, day) {
      await update(id, {
        UpdateExpression: "SET #roles = :roles, signedInOn = :day",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeNames: { "#roles": "roles" },
        ExpressionAttributeValues: values({ ":roles": roles, ":day": day }),
      });
    },

    claim: (personId, day) =>
      update(personId, {
        UpdateExpression: "SET sentOn = :day",
        ConditionExpression: "attribute_exists(pk) AND (attribute_not_exists(sentOn) OR sentOn < :day)",
        ExpressionAttributeValues: values({ ":day": day }),
      }),
  };
};
