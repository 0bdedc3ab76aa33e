import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Principal } from "../domain/principal.ts";
import { findItem, readItem, type Table, values, writeItem } from "./items.ts";
import { sessionKey, staffKey } from "./keys.ts";
import type { KindName } from "./kinds.ts";

/** A sign-in under way: what must come back from the provider unchanged, and where the person was going. */
export type PendingSignIn = { readonly state: string; readonly nonce: string; readonly verifier: string; readonly to: string };

export type Session = {
  readonly principal?: Principal;
  readonly pending?: PendingSignIn;
  /** Belongs to the person, not to the session: a form filled in before a session ended can still be sent after signing in again. */
  readonly formToken: string;
  readonly expiresAtSeconds: number;
};

export type Sessions = {
  find(tokenHash: string, now: Date): Promise<Session | undefined>;
  start(tokenHash: string, session: Session): Promise<void>;
  end(tokenHash: string): Promise<void>;
  /** The person's form token; the first one offered stays. */
  formTokenOf(principalId: string, offered: string): Promise<string>;
};

export const dynamoSessions = (table: Table): Sessions => ({
  async find(tokenHash, now) {
    const session = await findItem(table, "session", sessionKey(tokenHash));
    return session && session.expiresAtSeconds * 1000 > now.getTime() ? session : undefined;
  },

  async start(tokenHash, session) {
    await table.client.send(new PutItemCommand({ TableName: table.name, Item: writeItem("session", sessionKey(tokenHash), session) }));
  },

  async end(tokenHash) {
    await table.client.send(new DeleteItemCommand({ TableName: table.name, Key: values(sessionKey(tokenHash)) }));
  },

  async formTokenOf(principalId, offered) {
    const { Attributes } = await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: values(staffKey(principalId)),
        UpdateExpression: "SET formToken = if_not_exists(formToken, :offered), itemKind = :kind",
        ExpressionAttributeValues: values({ ":offered": offered, ":kind": "staff" satisfies KindName }),
        ReturnValues: "ALL_NEW",
      }),
    );
    return Attributes ? readItem("staff", Attributes).formToken : offered;
  },
});
