import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Award } from "../domain/award/award.ts";
import type { HouseholdClaims } from "../domain/household/household.ts";
import type { HouseholdChange } from "../domain/household/household-change.ts";
import { caseIdOf } from "../domain/ids.ts";
import { noTally } from "../domain/ledger/envelope.ts";
import { householdsWay, type LedgerEntry } from "../domain/ledger/ledger.ts";
import { type Line, lineIdOf, linesOf } from "../domain/line/line.ts";
import type { AwardMove } from "../domain/line/move-award.ts";
import { zeroPence } from "../domain/money.ts";
import { claimHousehold } from "./case-writes.ts";
import { commit } from "./commit.ts";
import { moveMoney, putEntry } from "./envelope-writes.ts";
import { putHouseholdAsRead } from "./household-as-read.ts";
import type { IdentityWrites } from "./household-identities.ts";
import { findHousehold } from "./households.ts";
import { findItem, readItem, readItems, type Table, values } from "./items.ts";
import { awardKey, householdKey, lineKey } from "./keys.ts";
import { writeLineMoves } from "./line-writes.ts";
import { type MatchStep, matchStepWrites, putHouseholdChange } from "./matches.ts";
import { readMany } from "./read-together.ts";

/** Writes that a join or a split commits with its own, or not at all. */
type Beside = {
  /** The match that somebody settled or opened again. */
  readonly match?: MatchStep | undefined;
  readonly identities: Pick<IdentityWrites, "identities" | "identifiers">;
  readonly changes: readonly HouseholdChange[];
};

/** Two households as they were read, and the one that they become. */
export type Join = Beside & {
  readonly keep: HouseholdClaims;
  readonly other: HouseholdClaims;
  readonly joined: HouseholdClaims;
  readonly entries: readonly LedgerEntry[];
  readonly changes: readonly HouseholdChange[];
};

/** A joined household as it was read, and the two that it becomes. */
export type Split = Beside & {
  readonly household: HouseholdClaims;
  /** The version of the leaving household's own record, which only pointed to the other one. */
  readonly pointerVersion: number;
  readonly staying: HouseholdClaims;
  readonly leaving: HouseholdClaims;
  readonly entries: readonly LedgerEntry[];
  readonly changes: readonly HouseholdChange[];
};

type Written = { readonly kind: "written" } | { readonly kind: "moved" };

export type HouseholdJoins = {
  /** The household that an id names now, with its own version. */
  find(householdId: string): Promise<HouseholdClaims>;
  /** The version of a household's own record, joined or not. */
  versionOf(householdId: string): Promise<number>;
  awards(awardIds: readonly string[]): Promise<readonly Award[]>;
  linesOf(award: Award): Promise<readonly Line[]>;
  /** Both households and the corrected counts, or nothing where either changed since it was read. */
  join(join: Join): Promise<Written>;
  split(split: Split): Promise<Written>;
  moveAward(move: AwardMove): Promise<Written>;
};

const correct = (table: Table, entries: readonly LedgerEntry[]): TransactWriteItem[] =>
  entries.flatMap((entry) => {
    const { scheme, category, period, pot, shard, from, to, kind, households } = entry;
    const way = householdsWay(kind);
    const counts = { inCategory: households?.counts.inCategory ? way : 0, inScheme: households?.counts.inScheme ? way : 0 };
    return [
      putEntry(table, entry),
      moveMoney(table, {
        drawnOn: { scheme, category, period, pot, shard },
        from,
        to,
        amount: zeroPence,
        tally: { ...noTally, households: counts },
      }),
    ];
  });

const besideWrites = (table: Table, { match, identities, changes }: Beside) => ({
  ...(match && matchStepWrites(table, match).writes),
  identities: identities.identities,
  identifiers: identities.identifiers,
  changes: changes.map((change) => putHouseholdChange(table, change)),
});

export const dynamoHouseholdJoins = (table: Table): HouseholdJoins => {
  const write = async (writes: Record<string, TransactWriteItem | readonly TransactWriteItem[] | undefined>): Promise<Written> =>
    (await commit(table, writes)).kind === "committed" ? { kind: "written" } : { kind: "moved" };

  return {
    find: (householdId) => findHousehold(table, householdId),

    async versionOf(householdId) {
      return (await findItem(table, "household", householdKey(householdId)))?.version ?? 0;
    },

    async awards(awardIds) {
      const keys = awardIds.flatMap((awardId) => {
        const caseId = caseIdOf(awardId);
        return caseId ? [awardKey(caseId, awardId)] : [];
      });
      return readItems("award", await readMany(table, keys));
    },

    async linesOf(award) {
      const keys = award.lines.map((_, index) => lineKey(award.caseId, lineIdOf(award.awardId, index)));
      const kept = (await readMany(table, keys)).map((item) => readItem("line", item));
      return linesOf(award).map((line) => kept.find(({ lineId }) => lineId === line.lineId) ?? line);
    },

    join({ keep, other, joined, entries, ...beside }) {
      const { householdId, version } = other;
      const pointer = { householdId, version: version + 1, claims: [], reached: {}, spent: {}, joinedTo: keep.householdId };
      return write({
        keep: putHouseholdAsRead(table, keep, joined),
        other: putHouseholdAsRead(table, other, pointer),
        counts: correct(table, entries),
        ...besideWrites(table, beside),
      });
    },

    split({ household, pointerVersion, staying, leaving, entries, ...beside }) {
      return write({
        staying: putHouseholdAsRead(table, household, staying),
        leaving: putHouseholdAsRead(table, { version: pointerVersion }, leaving),
        counts: correct(table, entries),
        ...besideWrites(table, beside),
      });
    },

    moveAward({ award, to, household, lines, entry }) {
      return write({
        award: {
          Update: {
            TableName: table.name,
            Key: values(awardKey(award.caseId, award.awardId)),
            UpdateExpression: "SET householdId = :to",
            ConditionExpression: "householdId = :from",
            ExpressionAttributeValues: values({ ":to": to, ":from": award.householdId }),
          },
        },
        household: claimHousehold(table, household),
        lines: writeLineMoves(table, lines).lines,
        entry: putEntry(table, entry),
      });
    },
  };
};
