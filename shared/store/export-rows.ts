import { QueryCommand } from "@aws-sdk/client-dynamodb";
import type { Award } from "../domain/award/award.ts";
import type { LedgerEntry } from "../domain/ledger/ledger.ts";
import { type Line, lineIdOf } from "../domain/line/line.ts";
import { barredAmong, type OfHousehold } from "./interests.ts";
import { readItem, readItems, type Table, values } from "./items.ts";
import { awardKey, ledgerKeyStart, ledgerPartition, lineKey } from "./keys.ts";
import type { LedgerPart } from "./money.ts";
import { readMany } from "./read-together.ts";

/** Instants: from the first on, and before the second. */
export type Between = { readonly from: string; readonly before: string };

/** A page of a part of the ledger, and the sort key that the next one begins after; without it, it was the last. */
export type EntriesPage = { readonly entries: readonly LedgerEntry[]; readonly after?: string };

type OfAward = NonNullable<LedgerEntry["award"]>;

/** Rows of lists for files: many at a time, by their keys or in the order of the ledger. */
export type ExportRows = {
  entries(part: LedgerPart, between: Between, after: string | undefined): Promise<EntriesPage>;
  /** By their ids. */
  awards(of: readonly OfAward[]): Promise<ReadonlyMap<string, Award>>;
  /** By their ids. */
  lines(of: readonly OfAward[]): Promise<ReadonlyMap<string, Line>>;
  barredFrom(personId: string, things: readonly OfHousehold[]): Promise<ReadonlySet<string>>;
};

const entriesInAPage = 500;

export const dynamoExportRows = (table: Table): ExportRows => ({
  async entries(part, { from, before }, after) {
    const pk = ledgerPartition(part, part.shard);
    const start = ledgerKeyStart(part.group);
    if (from >= before) return { entries: [] };
    const { Items = [], LastEvaluatedKey } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        // A key has the time before the id, so a bare time comes before every entry of that time.
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :before",
        ExpressionAttributeValues: values({ ":pk": pk, ":from": `${start}${from}`, ":before": `${start}${before}` }),
        ConsistentRead: true,
        Limit: entriesInAPage,
        ...(after !== undefined && { ExclusiveStartKey: values({ pk, sk: after }) }),
      }),
    );
    const last = LastEvaluatedKey?.sk?.S;
    return { entries: Items.map((item) => readItem("ledgerEntry", item)), ...(last !== undefined && { after: last }) };
  },

  async awards(of) {
    const keys = new Map(of.map(({ caseId, awardId }) => [awardId, awardKey(caseId, awardId)]));
    const found = readItems("award", await readMany(table, [...keys.values()]));
    return new Map(found.map((award) => [award.awardId, award]));
  },

  async lines(of) {
    const keys = new Map(
      of.map(({ caseId, awardId, line }) => [lineIdOf(awardId, line), lineKey(caseId, lineIdOf(awardId, line))] as const),
    );
    const found = readItems("line", await readMany(table, [...keys.values()]));
    return new Map(found.map((line) => [line.lineId, line]));
  },

  barredFrom: (personId, things) => barredAmong(table, personId, things),
});
