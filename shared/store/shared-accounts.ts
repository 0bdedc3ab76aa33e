import { type AttributeValue, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { untilFree } from "./commit.ts";
import { type Table, values } from "./items.ts";
import { accountKey } from "./keys.ts";
import { readMany } from "./read-many.ts";

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
          ExpressionAttributeValues: { ...values({ ":kind": "account", ":hash": accountHash }), ":household": { SS: [householdId] } },
        }),
      ),
    );
  },

  async households(accountHashes) {
    const items = await readMany(table, [...new Set(accountHashes)].map(accountKey));
    const text = (value: AttributeValue | undefined) => value?.S ?? "";
    return new Map(items.map((item) => [text(item.accountHash), item.households?.SS ?? []]));
  },
});
