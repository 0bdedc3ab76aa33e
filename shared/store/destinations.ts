import { createHmac } from "node:crypto";
import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { BankAccount } from "../domain/bank/payee.ts";
import { phoneDigits } from "../domain/phone-digits.ts";
import type { Actor } from "../domain/principal.ts";
import { untilFree } from "./commit.ts";
import { findHouseholds } from "./households.ts";
import { findItem, readItem, type Table, values } from "./items.ts";
import { accountKey } from "./keys.ts";
import type { KindName } from "./kinds.ts";
import { readMany } from "./read-together.ts";

/** A bank account, or the phone or email of a code. The store knows each by keyed hashes alone. */
export type Destination = {
  readonly hash: string;
  /** The account together with its roll number, which tells households apart in a society's collection account. */
  readonly rollHash?: string;
};

/** A person's statement, with why, that a building society collects in this account for many members. */
export type Collection = { readonly at: string; readonly by: Actor; readonly why: string };

/** The stored item of one hash. Accounts noted before lines were kept have only households. */
export type NotedDestination = {
  readonly accountHash: string;
  readonly households: ReadonlySet<string>;
  readonly lines?: ReadonlySet<string>;
  readonly collection?: Collection;
};

/** The other households and lines of a destination. */
export type Others = { readonly households: readonly string[]; readonly lineIds: readonly string[] };

type Use = { readonly householdId: string; readonly lineId: string };

export type Destinations = {
  /**
   * Remembers that a line of a household goes there, and returns the other households as of that write. Of two that come at
   * once, the later one sees the earlier. The same again changes nothing.
   */
  note(destination: Destination, use: Use): Promise<Others>;
  /** The other households at each destination, in their order. */
  others(asked: readonly { readonly destination: Destination; readonly householdId: string }[]): Promise<readonly Others[]>;
  /** Keeps that an account is a collection account. The first who says so stays. */
  collect(destination: Destination, collection: Collection): Promise<void>;
};

const keyedHash = (key: string, ...parts: readonly string[]): string =>
  createHmac("sha256", key).update(JSON.stringify(parts)).digest("hex");

const accountHashOf = (key: string, { sortCode, accountNumber }: BankAccount, rollNumber = ""): string =>
  keyedHash(key, "account", sortCode, accountNumber, rollNumber);

const plainRollNumber = (rollNumber = ""): string => rollNumber.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");

/** The same account is the same hash in every household, and no account can be read from it. */
export const accountDestination = (key: string, account: BankAccount): Destination => {
  const rollNumber = plainRollNumber(account.rollNumber);
  return { hash: accountHashOf(key, account), ...(rollNumber && { rollHash: accountHashOf(key, account, rollNumber) }) };
};

export const contactDestination = (
  key: string,
  { channel, to }: { readonly channel: "text" | "email"; readonly to: string },
): Destination => ({
  hash: channel === "text" ? keyedHash(key, "phone", phoneDigits(to)) : keyedHash(key, "email", to.trim().toLowerCase()),
});

/** An item holds this many with room to spare. A destination with more is always looked at. */
const linesMost = 5_000;

export const dynamoDestinations = (table: Table): Destinations => {
  const noteAt = async (hash: string, { householdId, lineId }: Use): Promise<NotedDestination> => {
    try {
      const { Attributes = {} } = await untilFree(() =>
        table.client.send(
          new UpdateItemCommand({
            TableName: table.name,
            Key: values(accountKey(hash)),
            UpdateExpression: "SET itemKind = :kind, accountHash = :hash ADD households :household, #lines :line",
            ConditionExpression: "attribute_not_exists(#lines) OR size(#lines) < :most",
            ExpressionAttributeNames: { "#lines": "lines" },
            ExpressionAttributeValues: {
              ...values({ ":kind": "account" satisfies KindName, ":hash": hash, ":most": linesMost }),
              ":household": { SS: [householdId] },
              ":line": { SS: [lineId] },
            },
            ReturnValues: "ALL_NEW",
          }),
        ),
      );
      return readItem("account", Attributes);
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return (await findItem(table, "account", accountKey(hash))) ?? { accountHash: hash, households: new Set() };
    }
  };

  return {
    async note(destination, use) {
      const { hash, rollHash } = destination;
      const noted = await Promise.all([hash, ...(rollHash ? [rollHash] : [])].map((one) => noteAt(one, use)));
      const others = othersAt(destination, new Map(noted.map((one) => [one.accountHash, one])), use.householdId);
      const [apart = others] = await withoutJoined(table, [{ others, householdId: use.householdId }]);
      return apart;
    },

    async others(asked) {
      const hashes = asked.flatMap(({ destination: { hash, rollHash } }) => (rollHash ? [hash, rollHash] : [hash]));
      const items = await readMany(table, [...new Set(hashes)].map(accountKey));
      const noted = new Map(items.map((item) => readItem("account", item)).map((one) => [one.accountHash, one]));
      const found = asked.map(({ destination, householdId }) => ({ others: othersAt(destination, noted, householdId), householdId }));
      return withoutJoined(table, found);
    },

    async collect({ hash }, collection) {
      await untilFree(() =>
        table.client.send(
          new UpdateItemCommand({
            TableName: table.name,
            Key: values(accountKey(hash)),
            UpdateExpression: "SET itemKind = :kind, accountHash = :hash, #collection = if_not_exists(#collection, :collection)",
            ExpressionAttributeNames: { "#collection": "collection" },
            ExpressionAttributeValues: values({ ":kind": "account" satisfies KindName, ":hash": hash, ":collection": collection }),
          }),
        ),
      );
    },
  };
};

type Found = { readonly others: Others; readonly householdId: string };

/** Households that are joined are one household, and share no place with themselves. Reads them only where there are others. */
const withoutJoined = async (table: Table, found: readonly Found[]): Promise<readonly Others[]> => {
  const ids = found.flatMap(({ others: { households }, householdId }) => (households.length > 0 ? [householdId, ...households] : []));
  const now = await findHouseholds(table, ids);
  const rootOf = (householdId: string) => now.get(householdId)?.householdId ?? householdId;
  return found.map(({ others, householdId }) => ({
    ...others,
    households: others.households.filter((other) => rootOf(other) !== rootOf(householdId)),
  }));
};

/** A roll number tells households apart only where a person has said that the account is a collection account. */
const othersAt = ({ hash, rollHash }: Destination, noted: ReadonlyMap<string, NotedDestination>, householdId: string): Others => {
  const isTold = rollHash !== undefined && noted.get(hash)?.collection !== undefined;
  const looked = [...(isTold ? [] : [hash]), ...(rollHash ? [rollHash] : [])].flatMap((one) => noted.get(one) ?? []);
  return {
    households: [...new Set(looked.flatMap(({ households }) => [...households]))].filter((one) => one !== householdId).toSorted(),
    lineIds: [...new Set(looked.flatMap(({ lines = [] }) => [...lines]))].toSorted(),
  };
};
