import { QueryCommand } from "@aws-sdk/client-dynamodb";
import type { LineReckoned } from "../domain/audit/reconcile.ts";
import type { HouseholdClaims } from "../domain/household/household.ts";
import type { EnvelopeShard, Grant } from "../domain/ledger/envelope.ts";
import type { LedgerEntry } from "../domain/ledger/ledger.ts";
import type { Line } from "../domain/line/line.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { dynamoEnvelopes } from "./envelopes.ts";
import { type Item, readItem, type Table, values } from "./items.ts";
import { householdKey, ledgerPartition, lineKey } from "./keys.ts";
import { grantLedger } from "./money.ts";
import { readMany } from "./read-many.ts";

/** Everything that has to agree about a scheme's money: the ledger, and what is kept beside it. */
export type Books = {
  shards(scheme: SchemeCode): Promise<readonly EnvelopeShard[]>;
  grant(scheme: SchemeCode): Promise<Grant>;
  /** The whole ledger, envelope by envelope and shard by shard. */
  ledger(scheme: SchemeCode, shards: readonly EnvelopeShard[]): AsyncGenerator<LedgerEntry>;
  lines(lines: readonly Pick<LineReckoned, "caseId" | "lineId">[]): Promise<readonly Line[]>;
  households(ids: readonly string[]): Promise<readonly HouseholdClaims[]>;
};

export const dynamoBooks = (table: Table): Books => {
  const envelopes = dynamoEnvelopes(table);

  async function* partition(pk: string): AsyncGenerator<LedgerEntry> {
    let start: Item | undefined;
    do {
      const page = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: values({ ":pk": pk }),
          ConsistentRead: true,
          ExclusiveStartKey: start,
        }),
      );
      for (const item of page.Items ?? []) yield readItem("ledgerEntry", item);
      start = page.LastEvaluatedKey;
    } while (start);
  }

  return {
    shards: envelopes.shardsOfScheme,
    grant: envelopes.grant,

    async *ledger(scheme, shards) {
      yield* partition(ledgerPartition(grantLedger(scheme), 0));
      for (const shard of shards) yield* partition(ledgerPartition(shard, shard.shard));
    },

    async lines(wanted) {
      const keys = wanted.map(({ caseId, lineId }) => lineKey(caseId, lineId));
      return (await readMany(table, keys)).map((item) => readItem("line", item));
    },

    async households(ids) {
      return (await readMany(table, ids.map(householdKey))).map((item) => readItem("household", item));
    },
  };
};
