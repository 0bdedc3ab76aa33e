import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBServiceException,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { untilFree } from "./commit.ts";
import { findItem, type Table, values, writeItem } from "./items.ts";
import { draftKey } from "./keys.ts";
import { dynamoReturnedForms, type ReturnedForms } from "./returned-forms.ts";

/** The text of one page, field by field, exactly as typed. */
export type Typed = { readonly [field: string]: string | readonly string[] };

/** An application that is being written. It lives for a day from its last answer, and only its cookie opens it. */
export type Draft = {
  /** The case that it becomes: fixed now, so that sending it twice makes one. */
  readonly caseId: string;
  readonly formToken: string;
  readonly answers: { readonly [page: string]: Typed };
  readonly sent?: boolean;
  /** From then on no page shows it. Earlier drafts lack it, and end when they expire. */
  readonly endsAtSeconds?: number;
  /** Somewhat later, so that a page that was open at the end can still be sent. */
  readonly expiresAtSeconds: number;
};

/** Each answer puts both off. */
export type DraftEnd = Required<Pick<Draft, "endsAtSeconds" | "expiresAtSeconds">>;

export type Drafts = {
  /** Each draft has a token of its own, which nobody had before. */
  start(tokenHash: string, draft: Draft): Promise<void>;
  /** Expired drafts are gone, whether or not the table has removed them yet. */
  find(tokenHash: string, now: Date): Promise<Draft | undefined>;
  /** Keeps one page's answers; nothing typed removes the page. A draft that was sent no longer changes. */
  keep(tokenHash: string, page: string, typed: Typed | undefined, end: DraftEnd): Promise<{ kind: "kept" | "gone" | "tooLong" }>;
  /** Removes everything that was typed, at the person's wish. */
  end(tokenHash: string): Promise<void>;
  /** Forms that could not be taken and are no page of the draft. */
  readonly returned: ReturnedForms;
};

export const dynamoDrafts = (table: Table): Drafts => ({
  async start(tokenHash, draft) {
    await table.client.send(new PutItemCommand({ TableName: table.name, Item: writeItem("draft", draftKey(tokenHash), draft) }));
  },

  async find(tokenHash, now) {
    const draft = await findItem(table, "draft", draftKey(tokenHash));
    return draft && draft.expiresAtSeconds * 1000 > now.getTime() ? draft : undefined;
  },

  async keep(tokenHash, page, typed, { endsAtSeconds, expiresAtSeconds }) {
    const putOff = "SET endsAtSeconds = :ends, expiresAtSeconds = :expires";
    try {
      await untilFree(() =>
        table.client.send(
          new UpdateItemCommand({
            TableName: table.name,
            Key: values(draftKey(tokenHash)),
            UpdateExpression: typed ? `${putOff}, answers.#page = :typed` : `${putOff} REMOVE answers.#page`,
            ConditionExpression: "attribute_exists(answers)",
            ExpressionAttributeNames: { "#page": page },
            ExpressionAttributeValues: values({ ":ends": endsAtSeconds, ":expires": expiresAtSeconds, ...(typed && { ":typed": typed }) }),
          }),
        ),
      );
      return { kind: "kept" };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return { kind: "gone" };
      // Many pages sent at once can each fit, and together be more than an item holds.
      if (error instanceof DynamoDBServiceException && error.name === "ValidationException") return { kind: "tooLong" };
      throw error;
    }
  },

  async end(tokenHash) {
    await table.client.send(new DeleteItemCommand({ TableName: table.name, Key: values(draftKey(tokenHash)) }));
  },

  returned: dynamoReturnedForms(table),
});
