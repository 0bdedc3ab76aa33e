import { type Envelope, type EnvelopeId, type EnvelopeShard, type Grant, wholePeriod } from "../domain/ledger/envelope.ts";
import type { EntryGroup, EntryKind, EntryToPut, LedgerEntry, Place } from "../domain/ledger/ledger.ts";
import type { BudgetDay } from "../domain/ledger/pace.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { dynamoBudgetDays } from "./budget-days.ts";
import { commit } from "./commit.ts";
import { writeEntry } from "./envelope-writes.ts";
import { dynamoEnvelopes, firstShard } from "./envelopes.ts";
import { readItem, type Table } from "./items.ts";
import { ledgerKeyStart, ledgerPartition } from "./keys.ts";
import { type BadCursor, querySlice, type Slice, type SliceWanted } from "./slices.ts";

/** Filters the entries of a group: those that touch a place, those of some kinds, or those that count an award or a household once. */
export type EntryFilter =
  | { readonly touching: Place }
  | { readonly kinds: readonly EntryKind[] }
  | { readonly counting: "awards" | "households"; readonly where: "inCategory" | "inScheme" };

/** Part of an envelope's ledger: the entries of one group in one of its shards. */
export type LedgerPart = EnvelopeId & { readonly shard: number; readonly group: EntryGroup };

export type MoneyIn = EntryToPut & { readonly kind: "grantIncrease" | "allocation" };

export type Money = {
  envelopes(scheme: SchemeCode): Promise<readonly Envelope[]>;
  /** The same, shard by shard: each has a part of the ledger of its own. */
  shards(scheme: SchemeCode): Promise<readonly EnvelopeShard[]>;
  grant(scheme: SchemeCode): Promise<Grant>;
  /** The budgets' awarded totals on each of the mornings that make the present rate. */
  lately(scheme: SchemeCode, now: Date): Promise<readonly BudgetDay[]>;
  /** The same for all mornings of the last year and a little more. */
  mornings(scheme: SchemeCode, now: Date): Promise<readonly BudgetDay[]>;
  /** Puts money into a grant, or from the grant into an envelope, with its ledger entry. The same entry again changes nothing. */
  putIn(entry: MoneyIn): Promise<{ kind: "recorded" | "alreadyRecorded" | "grantTooSmall" }>;
  entries(part: LedgerPart, filter: EntryFilter, wanted: SliceWanted): Promise<Slice<LedgerEntry> | BadCursor>;
};

/** The ledger of a scheme's grant. A grant is no envelope but has a ledger like one. */
export const grantLedger = (scheme: SchemeCode): EnvelopeId => ({ scheme, category: "GRANT", period: wholePeriod, pot: "ordinary" });

/** A figure may be made of few entries among many, so a slice looks through more than it gives. */
const lookThrough = 500;

const conditionOf = (filter: EntryFilter) => {
  if ("touching" in filter) {
    const names = { "#from": "from", "#to": "to" };
    return { FilterExpression: "#from = :place OR #to = :place", ExpressionAttributeNames: names, values: { ":place": filter.touching } };
  }
  if ("kinds" in filter) {
    const names = filter.kinds.map((_, index) => `:kind${index}`);
    return {
      FilterExpression: `#kind IN (${names.join(", ")})`,
      ExpressionAttributeNames: { "#kind": "kind" },
      values: Object.fromEntries(filter.kinds.map((kind, index) => [`:kind${index}`, kind])),
    };
  }
  const own = filter.counting === "awards" ? "award.countsAward" : "award.countsHousehold";
  const corrected = filter.counting === "households" ? ` OR households.counts.${filter.where} = :yes` : "";
  return { FilterExpression: `${own}.${filter.where} = :yes${corrected}`, values: { ":yes": true } };
};

export const dynamoMoney = (table: Table, envelopes = dynamoEnvelopes(table)): Money => ({
  envelopes: envelopes.ofScheme,
  shards: envelopes.shardsOfScheme,
  grant: envelopes.grant,
  lately: dynamoBudgetDays(table).lately,
  mornings: dynamoBudgetDays(table).newest,

  async putIn(entry) {
    const committed = await commit(table, writeEntry(table, { ...entry, shard: firstShard }));
    if (committed.kind === "committed") return { kind: "recorded" };
    return { kind: committed.by.entry?.failed ? "alreadyRecorded" : "grantTooSmall" };
  },

  entries: (part, filter, wanted) =>
    querySlice(
      table,
      {
        ...conditionOf(filter),
        lookThrough,
        sortKeyStart: ledgerKeyStart(part.group),
        partition: { name: "pk", value: ledgerPartition(part, part.shard) },
        keyNames: ["sk"],
      },
      wanted,
      (item) => readItem("ledgerEntry", item),
    ),
});
