import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Access } from "../domain/access.ts";
import type { Principal } from "../domain/principal.ts";
import { table as schema } from "../system.ts";
import { putAccess } from "./accesses.ts";
import { fieldValues, type Item, isKind, readItem, readItems, type Table, values, writeItem } from "./items.ts";
import { seenKey, sessionKey, sessionList, sessionListKey, staffKey } from "./keys.ts";
import type { KindName } from "./kinds.ts";
import { readMany, readTogether } from "./read-together.ts";
import { dynamoReturnedForms, type ReturnedForms } from "./returned-forms.ts";

/** An act's form as somebody sent it, kept while they sign in again. */
export type TypedAct = {
  readonly act: string;
  readonly path: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
};

/** A sign-in under way: what must come back from the provider unchanged, and where the person was going. */
export type PendingSignIn = {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly to: string;
  /** Somebody signed in who signs in again, for what they had typed. */
  readonly again?: { readonly personId: string; readonly sessionHash: string; readonly typed: TypedAct };
};

/** Sessions that began before the optional fields existed have none of them, and live to their own end. */
export type Session = {
  readonly principal?: Principal;
  readonly pending?: PendingSignIn;
  /** Belongs to the person, not to the session: a form filled in before a session ended can still be sent after signing in again. */
  readonly formToken: string;
  readonly expiresAtSeconds: number;
  /** Names it in lists. Nobody can use it as the cookie. */
  readonly sessionId?: string;
  readonly startedAt?: string;
  /** It ends when it was not used for so long. */
  readonly idleSeconds?: number;
  /** The provider has to be asked for the roles again after this. */
  readonly rolesUntilSeconds?: number;
  /** Acts that ask for a fresh sign-in are done until this. */
  readonly freshUntilSeconds?: number;
  /** The provider's refresh token for asking for the roles again, sealed with the cookie's own secret. */
  readonly renewal?: string;
  /** The form that was typed before signing in again, until it is sent. */
  readonly typed?: TypedAct;
};

/** The last use of a session. An item of its own, so that no function that notes it can write a session. */
export type Seen = { readonly seenAtSeconds: number; readonly expiresAtSeconds: number };

/** A session as a list shows it: a name and times. */
export type LiveSession = {
  readonly sessionId: string;
  readonly person: Pick<Principal, "id" | "name">;
  readonly startedAt: string;
  readonly lastUsedAt: string;
};

export type Renewed = { readonly principal: Principal; readonly rolesUntilSeconds: number; readonly renewal: string };

export type Sessions = {
  /** The session, if neither its end nor its idle limit has come. Notes that it was used. */
  find(tokenHash: string, now: Date): Promise<Session | undefined>;
  start(tokenHash: string, session: Session): Promise<void>;
  end(tokenHash: string): Promise<void>;
  /** Gives a session the roles of now. One that was ended meanwhile stays ended. */
  renew(tokenHash: string, renewed: Renewed): Promise<{ readonly kind: "renewed" | "gone" }>;
  /** Every session of signed-in people that goes on, the newest first. */
  live(now: Date): Promise<readonly LiveSession[]>;
  /** Ends a session that a list names, if `mayEnd` its person. */
  endById(
    sessionId: string,
    now: Date,
    mayEnd: (personId: string) => boolean,
  ): Promise<{ readonly kind: "ended"; readonly person: LiveSession["person"] } | { readonly kind: "notFound" }>;
  /** The person's form token; the first one offered stays. */
  formTokenOf(principalId: string, offered: string): Promise<string>;
  /** Records what a person did that changes nothing. */
  noteAccess(access: Access): Promise<void>;
  /** Forms that could not be taken, for the pages that show them again. */
  readonly returned: ReturnedForms;
};

/** No session of any configuration is longer: its list is read back so far. */
export const longestSessionHours = 24;
/** The time until a use is noted again: a write a minute instead of one for each page. */
const notedEverySeconds = (idleSeconds: number): number => Math.min(60, idleSeconds / 10);

const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000);

const lastUsed = ({ startedAt, expiresAtSeconds }: Session, seen: Seen | undefined): number =>
  seen?.seenAtSeconds ?? (startedAt ? secondsOf(new Date(startedAt)) : expiresAtSeconds);

const isOver = (session: Session, seen: Seen | undefined, now: Date): boolean =>
  session.expiresAtSeconds * 1000 <= now.getTime() ||
  (session.idleSeconds !== undefined && lastUsed(session, seen) + session.idleSeconds <= secondsOf(now));

export const dynamoSessions = (table: Table): Sessions => {
  const remove = (key: Item) => table.client.send(new DeleteItemCommand({ TableName: table.name, Key: key }));

  /** A list of a day's sign-ins at most: it is read whole. */
  const listed = async (now: Date): Promise<readonly Item[]> => {
    const since = new Date(now.getTime() - longestSessionHours * 3_600_000).toISOString();
    const found: Item[] = [];
    let after: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          IndexName: schema.index.name,
          KeyConditionExpression: "listPk = :list AND listSk >= :since",
          ExpressionAttributeValues: values({ ":list": sessionList, ":since": since }),
          ScanIndexForward: false,
          ExclusiveStartKey: after,
        }),
      );
      found.push(...Items);
      after = LastEvaluatedKey;
    } while (after);
    return found;
  };

  return {
    async find(tokenHash, now) {
      const items = await readTogether(table, [sessionKey(tokenHash), seenKey(tokenHash)]);
      const [session] = readItems("session", items);
      const [seen] = readItems("seen", items);
      if (!session || isOver(session, seen, now)) return undefined;
      const { idleSeconds, expiresAtSeconds } = session;
      if (idleSeconds !== undefined && secondsOf(now) - lastUsed(session, seen) >= notedEverySeconds(idleSeconds)) {
        const item = writeItem("seen", seenKey(tokenHash), { seenAtSeconds: secondsOf(now), expiresAtSeconds });
        await table.client.send(new PutItemCommand({ TableName: table.name, Item: item }));
      }
      return session;
    },

    async start(tokenHash, session) {
      const { principal, sessionId, startedAt } = session;
      const list = principal && sessionId && startedAt ? sessionListKey(startedAt, sessionId) : {};
      const item = writeItem("session", { ...sessionKey(tokenHash), ...list }, session);
      await table.client.send(new PutItemCommand({ TableName: table.name, Item: item }));
    },

    async end(tokenHash) {
      await remove(values(sessionKey(tokenHash)));
    },

    async renew(tokenHash, renewed) {
      try {
        await table.client.send(
          new UpdateItemCommand({
            TableName: table.name,
            Key: values(sessionKey(tokenHash)),
            UpdateExpression: "SET principal = :principal, rolesUntilSeconds = :rolesUntilSeconds, renewal = :renewal",
            ConditionExpression: "attribute_exists(pk)",
            ExpressionAttributeValues: fieldValues("session", renewed),
          }),
        );
        return { kind: "renewed" };
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return { kind: "gone" };
        throw error;
      }
    },

    async live(now) {
      const sessions = (await listed(now)).map((item) => ({ tokenHash: tokenHashOf(item), session: readItem("session", item) }));
      const noted = await readMany(
        table,
        sessions.map(({ tokenHash }) => seenKey(tokenHash)),
      );
      const seen = new Map(noted.filter((item) => isKind("seen", item)).map((item) => [tokenHashOf(item), readItem("seen", item)]));
      return sessions.flatMap(({ tokenHash, session }) => {
        const { principal, sessionId, startedAt } = session;
        const use = seen.get(tokenHash);
        if (!principal || !sessionId || !startedAt || isOver(session, use, now)) return [];
        const lastUsedAt = new Date(lastUsed(session, use) * 1000).toISOString();
        return [{ sessionId, person: { id: principal.id, name: principal.name }, startedAt, lastUsedAt }];
      });
    },

    async endById(sessionId, now, mayEnd) {
      const item = (await listed(now)).find((each) => each.sessionId?.S === sessionId);
      const principal = item && readItem("session", item).principal;
      if (!item || !principal || !mayEnd(principal.id)) return { kind: "notFound" };
      await remove(values(sessionKey(tokenHashOf(item))));
      return { kind: "ended", person: { id: principal.id, name: principal.name } };
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

    noteAccess: (access) => putAccess(table, access),

    returned: dynamoReturnedForms(table),
  };
};

/** The token hash in an item's partition key, after its family. */
const tokenHashOf = (item: Item): string => item.pk?.S?.split("#")[1] ?? "";
