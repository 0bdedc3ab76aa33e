import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Case } from "../domain/case/case.ts";
import type { Taken } from "../domain/case/take-step.ts";
import type { HouseholdClaims } from "../domain/household/household.ts";
import type { HouseholdChange } from "../domain/household/household-change.ts";
import type { Match } from "../domain/identity/match.ts";
import { Fault } from "../fault.ts";
import { link, moveCase, putEvent } from "./case-writes.ts";
import { commit } from "./commit.ts";
import { putHouseholdAsRead } from "./household-as-read.ts";
import type { IdentityWrites } from "./household-identities.ts";
import type { HouseholdToChange } from "./household-records.ts";
import { findItem, putNew, readItem, type Table, values, writeItem } from "./items.ts";
import { casePartition, householdChangeKey, householdKey, matchKey, matchListKey, openMatches } from "./keys.ts";
import { kinds } from "./kinds.ts";
import { type BadCursor, isBadCursor, queryAll, querySlice, type Slice, type SliceWanted } from "./slices.ts";

export type Matches = {
  find(caseId: string, candidateId: string): Promise<Match | undefined>;
  ofCase(caseId: string): Promise<readonly Match[]>;
  /** Those that nobody has settled: urgent cases first, then those that wait longest. */
  open(wanted: SliceWanted): Promise<Slice<Match> | BadCursor>;
  /** Open matches whose candidate is one of these households. The list is read from the index: one of the last moment may be missing. */
  openWith(candidateIds: readonly string[]): Promise<readonly Match[]>;
  /** Keeps other points of an open match, if it did not move since. */
  rescore(match: Match): Promise<{ readonly kind: "moved" | "movedBefore" }>;
  /** Moves a match and its case together, if neither moved since, with what that changes in the two households. */
  move(moved: MovedMatch): Promise<{ readonly kind: "moved"; readonly case: Case } | { readonly kind: "movedBefore" }>;
};

/** A step of a match, which is a step of its case. */
export type MatchStep = {
  readonly taken: Taken;
  readonly match: Match;
  /** An older case named the household, and there was no match yet. */
  readonly isNew?: true;
};

export type MovedMatch = MatchStep & {
  readonly identities?: Pick<IdentityWrites, "identities" | "identifiers">;
  readonly changes?: readonly HouseholdChange[];
  /** As they were read: neither is joined to another meanwhile, and nobody has declared an interest. */
  readonly households?: readonly HouseholdClaims[];
  /** The one whose contact changes, because somebody left it. It is not among the others. */
  readonly household?: HouseholdToChange["household"];
};

/** The writes of a step of a match and of its case, for a transaction that does more. */
export const matchStepWrites = (table: Table, { taken, match, isNew }: MatchStep) => {
  const step = link(taken);
  return {
    after: step.after,
    writes: {
      case: moveCase(table, step),
      event: putEvent(table, step.event),
      match: isNew ? putMatch(table, match) : moveMatch(table, match),
    },
  };
};

export const putHouseholdChange = (table: Table, change: HouseholdChange): TransactWriteItem =>
  putNew(table, writeItem("householdChange", householdChangeKey(change.householdId, change.at, change.changeId), change));

const unchanged = (table: Table, { householdId, version }: HouseholdClaims): TransactWriteItem => ({
  ConditionCheck: {
    TableName: table.name,
    Key: values(householdKey(householdId)),
    ConditionExpression: version === 0 ? "attribute_not_exists(pk) OR version = :seen" : "version = :seen",
    ExpressionAttributeValues: values({ ":seen": version }),
  },
});

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

/** People settle the list, so it stays short. */
const slicesOfOpen = 500;
const openList = {
  IndexName: "worklist",
  partition: { name: "listPk", value: openMatches },
  keyNames: ["pk", "sk", "listPk", "listSk"],
} as const;

export const dynamoMatches = (table: Table): Matches => ({
  async openWith(candidateIds) {
    const found: Match[] = [];
    let after: string | undefined;
    do {
      const slice = await querySlice(table, openList, { limit: slicesOfOpen, ...(after && { after }) }, (item) => readItem("match", item));
      if (isBadCursor(slice)) throw new Fault("itemUnreadable");
      found.push(...slice.items.filter(({ candidateId }) => candidateIds.includes(candidateId)));
      after = slice.next;
    } while (after);
    return found;
  },

  async rescore(match) {
    const committed = await commit(table, { match: moveMatch(table, match) });
    return { kind: committed.kind === "committed" ? "moved" : "movedBefore" };
  },

  async move({ identities, changes = [], households = [], household, ...step }) {
    const { after, writes } = matchStepWrites(table, step);
    const committed = await commit(table, {
      ...writes,
      households: households.map((one) => unchanged(table, one)),
      household: household && putHouseholdAsRead(table, household.was, { ...household.becomes, version: household.was.version + 1 }),
      identities: identities?.identities,
      identifiers: identities?.identifiers,
      changes: changes.map((change) => putHouseholdChange(table, change)),
    });
    return committed.kind === "committed" ? { kind: "moved", case: after } : { kind: "movedBefore" };
  },

  find: (caseId, candidateId) => findItem(table, "match", matchKey(caseId, candidateId)),

  async ofCase(caseId) {
    return (await queryAll(table, casePartition(caseId), kinds.match.sortKey)).map((item) => readItem("match", item));
  },

  open: (wanted) => querySlice(table, openList, wanted, (item) => readItem("match", item)),
});
