import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { type Envelope, type EnvelopeId, type EnvelopeShard, type Grant, wholePeriod } from "../domain/envelope.ts";
import type { EntryToPut, LedgerEntry } from "../domain/ledger.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { moveGrant, putEntry, recordMovement } from "./envelope-writes.ts";
import { dynamoEnvelopes } from "./envelopes.ts";
import { recordFrom, type Table } from "./items.ts";
import { ledgerKeyStart, ledgerPartition } from "./keys.ts";
import { type BadCursor, type PageAsk, type PageOf, queryPage } from "./pages.ts";
import { transact } from "./retry.ts";

/** Which entries of an envelope's ledger: all, those of one group, or those where a household or award counts once. */
export type EntryChoice = "all" | "allocations" | "awards" | "awardsOnce" | "households";

/** Part of an envelope's ledger: the entries of one of its shards. */
export type LedgerPart = EnvelopeId & { readonly shard: number };

export type MoneyIn = EntryToPut & { readonly kind: "grantIncrease" | "allocation" };

export type Money = {
  envelopes(scheme: SchemeCode): Promise<readonly Envelope[]>;
  /** The same, shard by shard: each has a part of the ledger of its own. */
  shards(scheme: SchemeCode): Promise<readonly EnvelopeShard[]>;
  grant(scheme: SchemeCode): Promise<Grant>;
  /** Puts money into a grant, or from the grant into an envelope, with its ledger entry. The same entry again changes nothing. */
  putIn(entry: MoneyIn): Promise<{ kind: "recorded" | "alreadyRecorded" | "grantTooSmall" }>;
  entries(
    part: LedgerPart,
    choice: EntryChoice,
    counted: "inCategory" | "inScheme",
    ask: PageAsk,
  ): Promise<PageOf<LedgerEntry> | BadCursor>;
};

/** Where the entries of a scheme's grant stand: it is no envelope, and has a ledger like one. */
export const grantLedger = (scheme: SchemeCode): EnvelopeId => ({ scheme, category: "GRANT", period: wholePeriod, pot: "ordinary" });

/** Awards and households count at one entry among many, so more are looked through than a page holds. */
const lookThrough = 500;

const choose = (choice: EntryChoice, counted: "inCategory" | "inScheme") => {
  const awarded = ledgerKeyStart("AWARDED");
  switch (choice) {
    case "all":
      return {};
    case "allocations":
      return { sortKeyStart: ledgerKeyStart("MONEYIN") };
    case "awards":
      return { sortKeyStart: awarded };
    case "awardsOnce":
      return { sortKeyStart: awarded, lookThrough, FilterExpression: `award.countsAward.${counted} = :yes`, values: { ":yes": true } };
    case "households":
      return { sortKeyStart: awarded, lookThrough, FilterExpression: `award.countsHousehold.${counted} = :yes`, values: { ":yes": true } };
  }
};

/** Money comes in at the first shard, so that the same entry has the same place however wide its envelope is spread. */
const firstShard = 0;

const writesFor = (table: Table, entry: MoneyIn): TransactWriteItem[] => {
  const placed = { ...entry, shard: firstShard };
  return entry.kind === "grantIncrease"
    ? [putEntry(table, placed), moveGrant(table, entry.scheme, { granted: entry.amount, unallocated: entry.amount })]
    : [...recordMovement(table, placed), moveGrant(table, entry.scheme, { granted: 0, unallocated: -entry.amount })];
};

export const dynamoMoney = (table: Table, envelopes = dynamoEnvelopes(table)): Money => ({
  envelopes: envelopes.ofScheme,
  shards: envelopes.shardsOfScheme,
  grant: envelopes.grant,

  async putIn(entry) {
    const refusals = await transact(table, writesFor(table, entry));
    if (!refusals) return { kind: "recorded" };
    return { kind: refusals[0]?.failed ? "alreadyRecorded" : "grantTooSmall" };
  },

  entries: (part, choice, counted, ask) =>
    queryPage(
      table,
      { ...choose(choice, counted), partition: { name: "pk", value: ledgerPartition(part, part.shard) }, keyNames: ["sk"] },
      ask,
      (item) => recordFrom<LedgerEntry>("ledgerEntry", item),
    ),
});
