import { createHmac } from "node:crypto";
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { BankAccount } from "../domain/bank/payee.ts";
import { untilFree } from "./commit.ts";
import { readItem, type Table, values } from "./items.ts";
import { accountKey } from "./keys.ts";
import type { KindName } from "./kinds.ts";
import { readMany } from "./read-together.ts";

/** The same account is the same hash in every household, and no account can be read from it. */
export const accountHashOf = (key: string, { sortCode, accountNumber, rollNumber }: BankAccount): string =>
  createHmac("sha256", key)
    .update(JSON.stringify(["account", sortCode, accountNumber, rollNumber?.toUpperCase().replaceAll(/[^A-Z0-9]/g, "") ?? ""]))
    .digest("hex");

/** Which households are paid into which account, an account known by its keyed hash alone. */
export type SharedAccounts = {
  /** Remembers that a household is to be paid into an account. The same again changes nothing. */
  note(accountHash: string, householdId: string): Promise<void>;
  /** The households of each account. */
  households(accountHashes: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
};

export const dynamoSharedAccounts = (table: Table): SharedAccounts => ({
  async note(accountHash, householdId) {
    await untilFree(() =>
      table.client.send(
        new UpdateItemCommand({
          TableName: table.name,
          Key: values(accountKey(accountHash)),
          UpdateExpression: "SET itemKind = :kind, accountHash = :hash ADD households :household",
          ExpressionAttributeValues: {
            ...values({ ":kind": "account" satisfies KindName, ":hash": accountHash }),
            ":household": { SS: [householdId] },
          },
        }),
      ),
    );
  },

  async households(accountHashes) {
    const items = await readMany(table, [...new Set(accountHashes)].map(accountKey));
    return new Map(items.map((item) => readItem("account", item)).map(({ accountHash, households }) => [accountHash, [...households]]));
  },
});
