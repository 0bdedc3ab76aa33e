import { ConditionalCheckFailedException, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { type Held, type HeldCause, heldCauses } from "../domain/case/held-message.ts";
import type { Message, SafeWay, Told, ToTellReason, TriedWay } from "../domain/case/message.ts";
import { table as schema } from "../system.ts";
import { commit } from "./commit.ts";
import { fieldValues, findItem, type Item, readItem, readPart, type Table, values } from "./items.ts";
import { caseKey, heldList, messageKey, messageListKey, toTellList } from "./keys.ts";
import { held as heldSchema } from "./schemas/cases.ts";
import { type BadCursor, querySlice, type Slice, type SliceWanted } from "./slices.ts";

export type Claimed =
  /** Ours to send. */
  | { readonly kind: "send"; readonly message: Message }
  /** An earlier try may have got through; ask the message service before sending again. */
  | { readonly kind: "askFirst"; readonly message: Message }
  | { readonly kind: "done" };

/** Sent; or failed by every channel, and then a person has to tell it. */
export type Settled =
  | { readonly state: "sent"; readonly at: string }
  | { readonly state: "failed"; readonly at: string; readonly because: ToTellReason };

/** One way by which a message was sent. */
export type SentWay = { readonly caseId: string; readonly messageId: string; readonly isSecondWay: boolean };

/** Messages held for one cause, counted up to a thousand, and the time of the first. */
export type HeldNow = { readonly cause: HeldCause; readonly count: number; readonly since: string };

export type Messages = {
  /** Takes a message for sending. */
  claim(caseId: string, messageId: string): Promise<Claimed>;
  /** Held messages of a cause that are due, the longest due first. */
  due(cause: HeldCause, now: Date, most: number): Promise<readonly Message[]>;
  /** Takes a held message as it was seen, for so long: after a crash it is due again at the end of that time. */
  takeHeld(seen: Message & { readonly held: Held }, until: string): Promise<Claimed>;
  /** Keeps a taken message for later. Does nothing if a person has told the resident meanwhile. */
  hold(message: Message, held: Held): Promise<void>;
  /** Gives a taken message its next safe way. False if a person has told the resident meanwhile. */
  changeWay(message: Message, way: SafeWay, tried: TriedWay): Promise<boolean>;
  /** Ends a taken message. Does nothing if a person has told the resident meanwhile. */
  settle(message: Message, settled: Settled): Promise<void>;
  /** Has a sent message that did not arrive go its next way. False where that was noted before, or it has gone on since. */
  noteFailure(sent: SentWay, now: Date): Promise<boolean>;
  /** The messages held at present, by cause. */
  heldNow(): Promise<readonly HeldNow[]>;
  find(caseId: string, messageId: string): Promise<Message | undefined>;
  /** Messages that a person has to tell, the longest waiting first. */
  toTell(wanted: SliceWanted): Promise<Slice<Message> | BadCursor>;
  /** Says who told them, if the message is as it was seen and the person declared no interest in its case. */
  recordTold(seen: Message, told: Told): Promise<{ readonly kind: "recorded" } | { readonly kind: "moved" | "barred" }>;
};

export const mostCounted = 1_000;

/** A change of a message that somebody has taken for sending. */
const changeTaken = async (
  table: Table,
  { caseId, messageId }: Message,
  expression: string,
  given: Item,
  names: Record<string, string> = {},
): Promise<boolean> => {
  try {
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: values(messageKey(caseId, messageId)),
        UpdateExpression: expression,
        ConditionExpression: "#state = :taken",
        ExpressionAttributeNames: { "#state": "state", ...names },
        ExpressionAttributeValues: { ...given, ...values({ ":taken": "sending" }) },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
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
      // A held message is in other hands.
      return message?.state === "sending" && !message.held ? { kind: "askFirst", message } : { kind: "done" };
    }
  },

  async due(cause, now, most) {
    const { Items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        IndexName: schema.index.name,
        KeyConditionExpression: "listPk = :list AND listSk < :now",
        // After the instant stands "#" and the id, which sort before "~".
        ExpressionAttributeValues: values({ ":list": heldList(cause), ":now": `${now.toISOString()}~` }),
        Limit: most,
      }),
    );
    return Items.map((item) => readItem("message", item));
  },

  async takeHeld(seen, until) {
    const { caseId, messageId } = seen;
    const taken: Message = { ...seen, state: "sending", held: { ...seen.held, until } };
    try {
      const { Attributes } = await table.client.send(
        new UpdateItemCommand({
          TableName: table.name,
          Key: values(messageKey(caseId, messageId)),
          UpdateExpression: "SET #state = :state, held = :held, listSk = :listSk",
          ConditionExpression: "(#state = :waits OR #state = :state) AND held.#until = :due",
          ExpressionAttributeNames: { "#state": "state", "#until": "until" },
          ExpressionAttributeValues: {
            ...fieldValues("message", { state: "sending", held: taken.held }),
            ...values({ ":waits": "held", ":due": seen.held.until, ":listSk": messageListKey(taken)?.listSk }),
          },
          ReturnValues: "ALL_OLD",
        }),
      );
      const before = Attributes && readItem("message", Attributes);
      if (!before) return { kind: "done" };
      return {
        kind: before.state === "sending" ? "askFirst" : "send",
        message: { ...before, state: "sending", held: { ...seen.held, until } },
      };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return { kind: "done" };
      throw error;
    }
  },

  async hold(message, held) {
    const listed = messageListKey({ ...message, state: "held", held });
    await changeTaken(table, message, "SET #state = :state, held = :held, listPk = :listPk, listSk = :listSk", {
      ...fieldValues("message", { state: "held", held }),
      ...values({ ":listPk": listed?.listPk, ":listSk": listed?.listSk }),
    });
  },

  changeWay: (message, { channel, to }, tried) =>
    changeTaken(table, message, "SET channel = :channel, #to = :to, tried = :tried", fieldValues("message", { channel, to, tried }), {
      "#to": "to",
    }),

  async settle(message, { at, ...settled }) {
    const listed = messageListKey({ ...message, state: settled.state });
    const toTell =
      settled.state === "failed"
        ? "SET #state = :state, sentAt = :sentAt, because = :because, listPk = :listPk, listSk = :listSk REMOVE held"
        : "SET #state = :state, sentAt = :sentAt REMOVE held, listPk, listSk";
    await changeTaken(table, message, toTell, {
      ...fieldValues("message", { ...settled, sentAt: at }),
      ...(settled.state === "failed" && values({ ":listPk": listed?.listPk, ":listSk": listed?.listSk })),
    });
  },

  async noteFailure({ caseId, messageId, isSecondWay }, now) {
    const at = now.toISOString();
    const held: Held = { cause: "notDelivered", since: at, until: at };
    try {
      await table.client.send(
        new UpdateItemCommand({
          TableName: table.name,
          Key: values(messageKey(caseId, messageId)),
          UpdateExpression: "SET #state = :state, held = :held, listPk = :listPk, listSk = :listSk",
          ConditionExpression: `#state = :sent AND attribute_${isSecondWay ? "exists" : "not_exists"}(tried)`,
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: {
            ...fieldValues("message", { state: "held", held }),
            ...values({ ":sent": "sent", ":listPk": heldList(held.cause), ":listSk": `${at}#${messageId}` }),
          },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },

  async heldNow() {
    const lists = await Promise.all(
      heldCauses.map(async (cause) => {
        const { Items = [] } = await table.client.send(
          new QueryCommand({
            TableName: table.name,
            IndexName: schema.index.name,
            KeyConditionExpression: "listPk = :list",
            ExpressionAttributeValues: values({ ":list": heldList(cause) }),
            ProjectionExpression: "itemKind, held",
            Limit: mostCounted,
          }),
        );
        const since = Items.map((item) => readPart("message", z.object({ held: heldSchema() }), item).held.since).sort();
        return { cause, count: since.length, since: since[0] };
      }),
    );
    return lists.flatMap(({ cause, count, since }) => (since === undefined ? [] : [{ cause, count, since }]));
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
