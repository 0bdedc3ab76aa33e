import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Match } from "../domain/identity/match.ts";
import { findItem, putNew, readItem, type Table, values, writeItem } from "./items.ts";
import { casePartition, matchKey, matchListKey, openMatches } from "./keys.ts";
import { kinds } from "./kinds.ts";
import { type BadCursor, queryAll, querySlice, type Slice, type SliceWanted } from "./slices.ts";

export type Matches = {
  find(caseId: string, candidateId: string): Promise<Match | undefined>;
  ofCase(caseId: string): Promise<readonly Match[]>;
  /** Those that nobody has settled: urgent cases first, then those that wait longest. */
  open(wanted: SliceWanted): Promise<Slice<Match> | BadCursor>;
};

const matchItem = (match: Match) => writeItem("match", { ...matchKey(match.caseId, match.candidateId), ...matchListKey(match) }, match);

/** A new match, for a transaction. */
export const putMatch = (table: Table, match: Match): TransactWriteItem => putNew(table, matchItem(match));

/** A match as a step left it, for a transaction. It fails if somebody has moved the match since it was seen. */
export const moveMatch = (table: Table, after: Match): TransactWriteItem => ({
  Put: {
    TableName: table.name,
    Item: matchItem(after),
    ConditionExpression: "version = :seen",
    ExpressionAttributeValues: values({ ":seen": after.version - 1 }),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  },
});

export const dynamoMatches = (table: Table): Matches => ({
  find: (caseId, candidateId) => findItem(table, "match", matchKey(caseId, candidateId)),

  async ofCase(caseId) {
    return (await queryAll(table, casePartition(caseId), kinds.match.sortKey)).map((item) => readItem("match", item));
  },

  open: (wanted) =>
    querySlice(
      table,
      { IndexName: "worklist", partition: { name: "listPk", value: openMatches }, keyNames: ["pk", "sk", "listPk", "listSk"] },
      wanted,
      (item) => readItem("match", item),
    ),
});
