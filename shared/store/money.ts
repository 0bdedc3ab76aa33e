import type { Envelope, LedgerEntry } from "../domain/ledger.ts";
import { zeroPence } from "../domain/money.ts";
import type { Category, SchemeCode } from "../domain/scheme/scheme.ts";
import { itemFrom, putNew, recordFrom, type Table, values } from "./items.ts";
import { envelopeKey, envelopePartition, ledgerKey, ledgerKeyStart, ledgerPartition } from "./keys.ts";
import { type BadCursor, type PageAsk, type PageOf, queryAll, queryPage } from "./pages.ts";
import { transact } from "./retry.ts";

/** Which entries of an envelope's ledger: all, those of one kind, or those where a household or award counts once. */
export type EntryChoice = "all" | "allocations" | "awards" | "awardsOnce" | "households";

export type Money = {
  envelopes(scheme: SchemeCode): Promise<readonly Envelope[]>;
  /** Puts money into an envelope, with its ledger entry. The same entry again changes nothing. */
  allocate(entry: LedgerEntry): Promise<{ kind: "allocated" | "alreadyAllocated" }>;
  entries(
    scheme: SchemeCode,
    category: Category,
    choice: EntryChoice,
    counted: "inCategory" | "inScheme",
    ask: PageAsk,
  ): Promise<PageOf<LedgerEntry> | BadCursor>;
};

/** Awards and households count at one entry among many, so more are looked through than a page holds. */
const lookThrough = 500;

const choose = (choice: EntryChoice, counted: "inCategory" | "inScheme") => {
  const anAward = ledgerKeyStart("award");
  switch (choice) {
    case "all":
      return {};
    case "allocations":
      return { sortKeyStart: ledgerKeyStart("allocation") };
    case "awards":
      return { sortKeyStart: anAward };
    case "awardsOnce":
      return { sortKeyStart: anAward, lookThrough, FilterExpression: `award.countsAward.${counted} = :yes`, values: { ":yes": true } };
    case "households":
      return { sortKeyStart: anAward, lookThrough, FilterExpression: `award.countsHousehold.${counted} = :yes`, values: { ":yes": true } };
  }
};

export const dynamoMoney = (table: Table): Money => ({
  async envelopes(scheme) {
    return (await queryAll(table, envelopePartition(scheme))).map((item) => recordFrom<Envelope>("envelope", item));
  },

  async allocate(entry) {
    const { scheme, category, shard, amount } = entry;
    const refusals = await transact(table, [
      putNew(table, itemFrom("ledgerEntry", ledgerKey(entry, shard), entry)),
      {
        Update: {
          TableName: table.name,
          Key: values(envelopeKey(scheme, category, shard)),
          UpdateExpression:
            "SET itemKind = :kind, scheme = :scheme, category = :category, #shard = :shard, allocated = if_not_exists(allocated, :zero) + :amount, available = if_not_exists(available, :zero) + :amount, payments = if_not_exists(payments, :zero), awards = if_not_exists(awards, :none), households = if_not_exists(households, :none)",
          ExpressionAttributeNames: { "#shard": "shard" },
          ExpressionAttributeValues: values({
            ":kind": "envelope",
            ":scheme": scheme,
            ":category": category,
            ":shard": shard,
            ":amount": amount,
            ":zero": zeroPence,
            ":none": { inCategory: 0, inScheme: 0 },
          }),
        },
      },
    ]);
    return { kind: refusals ? "alreadyAllocated" : "allocated" };
  },

  entries: (scheme, category, choice, counted, ask) =>
    queryPage(
      table,
      { ...choose(choice, counted), partition: { name: "pk", value: ledgerPartition(scheme, category, 0) }, keyNames: ["sk"] },
      ask,
      (item) => recordFrom<LedgerEntry>("ledgerEntry", item),
    ),
});
