import type { LineReckoned } from "../domain/audit/reconcile.ts";
import type { HouseholdClaims } from "../domain/household/household.ts";
import type { EnvelopeShard, Grant } from "../domain/ledger/envelope.ts";
import type { LedgerEntry } from "../domain/ledger/ledger.ts";
import type { Line } from "../domain/line/line.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { dynamoEnvelopes } from "./envelopes.ts";
import { findHouseholds } from "./households.ts";
import { readItem, type Table } from "./items.ts";
import { ledgerPartition, lineKey } from "./keys.ts";
import { grantLedger } from "./money.ts";
import { readMany } from "./read-together.ts";
import { slicesOf } from "./slices.ts";

/** A scheme's ledger, and the items that must agree with it. */
export type Books = {
  shards(scheme: SchemeCode): Promise<readonly EnvelopeShard[]>;
  grant(scheme: SchemeCode): Promise<Grant>;
  /** The whole ledger, envelope by envelope and shard by shard. */
  ledger(scheme: SchemeCode, shards: readonly EnvelopeShard[]): AsyncGenerator<LedgerEntry>;
  lines(lines: readonly Pick<LineReckoned, "caseId" | "lineId">[]): Promise<readonly Line[]>;
  /** The households that these ids name now, each under the id that was asked for. */
  households(ids: readonly string[]): Promise<ReadonlyMap<string, HouseholdClaims>>;
};

export const dynamoBooks = (table: Table): Books => {
  const envelopes = dynamoEnvelopes(table);

  async function* entriesIn(partition: string): AsyncGenerator<LedgerEntry> {
    for await (const items of slicesOf(table, partition)) for (const item of items) yield readItem("ledgerEntry", item);
  }

  return {
    shards: envelopes.shardsOfScheme,
    grant: envelopes.grant,

    async *ledger(scheme, shards) {
      yield* entriesIn(ledgerPartition(grantLedger(scheme), 0));
      for (const shard of shards) yield* entriesIn(ledgerPartition(shard, shard.shard));
    },

    async lines(wanted) {
      const keys = wanted.map(({ caseId, lineId }) => lineKey(caseId, lineId));
      return (await readMany(table, keys)).map((item) => readItem("line", item));
    },

    households: (ids) => findHouseholds(table, ids),
  };
};
