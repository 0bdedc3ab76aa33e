import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Award, Charge } from "../domain/award/award.ts";
import { type EnvelopeId, envelopeName, tallyOf } from "../domain/ledger/envelope.ts";
import { addPence, type Pence } from "../domain/money.ts";
import type { RowOutcome } from "../domain/run/row-outcome.ts";
import type { WorkedOut } from "../domain/run/work-out-row.ts";
import { Fault } from "../fault.ts";
import { again, none, retry } from "../retry.ts";
import { entryDrawn } from "./awards.ts";
import { claimHousehold } from "./case-writes.ts";
import { commit } from "./commit.ts";
import { moveMoney, putEntry } from "./envelope-writes.ts";
import { dynamoEnvelopes, type Envelopes } from "./envelopes.ts";
import { putNew, type Table, values, writeItem } from "./items.ts";
import { awardKey, householdKey, personKey } from "./keys.ts";
import { putResult, type RunResult } from "./runs.ts";

type ToAward = Extract<WorkedOut, { kind: "toAward" }>;

export type RowsRecorded =
  | { readonly kind: "recorded"; readonly outcomes: readonly RowOutcome[] }
  /** A household or a person of these rows has changed since they were looked up, or somebody else decides the same rows. */
  | { readonly kind: "lookAgain" };

export type RunAwards = {
  /**
   * Makes the awards of these rows with one charge to each envelope that pays, and keeps the rows' outcomes in the same
   * write. Rows are paid in their order as far as the money reaches; the outcomes of the others say that it did not.
   */
  record(rows: readonly WorkedOut[], place: Omit<RunResult, "outcomes">): Promise<RowsRecorded>;
};

/** Rows in one transaction of a hundred writes: four writes for each household that is new here, and those that rows share. */
export const rowsInAWrite = 23;

/** The rows that draw on one envelope. */
type Drawing = { readonly id: EnvelopeId; readonly rows: readonly ToAward[] };

const chargeOf = ({ consequences: { charges } }: ToAward): Charge & { readonly id: EnvelopeId } => {
  const [charge] = charges;
  const [id] = charge?.envelopes ?? [];
  if (!charge || !id) throw new RangeError("A row of a run has one line, which one envelope pays.");
  return { ...charge, id };
};

const amountOf = (row: ToAward): Pence => chargeOf(row).amount;

const drawingsOf = (rows: readonly ToAward[]): readonly Drawing[] =>
  [...Map.groupBy(rows, (row) => envelopeName(chargeOf(row).id)).values()].flatMap((own) =>
    own[0] ? [{ id: chargeOf(own[0]).id, rows: own }] : [],
  );

/** The rows that so much money reaches, each in its turn. */
const reachedBy = (left: Pence, { rows }: Drawing): ReadonlySet<ToAward> => {
  let rest: number = left;
  return new Set(
    rows.filter((row) => {
      const isReached = amountOf(row) <= rest;
      if (isReached) rest -= amountOf(row);
      return isReached;
    }),
  );
};

export const dynamoRunAwards = (table: Table, envelopes: Envelopes = dynamoEnvelopes(table)): RunAwards => {
  const drawnOn = (id: EnvelopeId) => ({ ...id, shard: envelopes.shardOf(id) });

  /** The household as the rules read it, and the award with its entry. A person who is new here is marked, so that the next list or application finds the household. */
  const writesFor = (row: ToAward): TransactWriteItem[] => {
    const { award, known, consequences } = row;
    const drawn: Award = { ...award, drawnOn: [drawnOn(chargeOf(row).id)] };
    return [
      ...(known.isNew ? putHousehold(table, row) : []),
      putNew(table, writeItem("award", awardKey(award.caseId, award.awardId), drawn)),
      ...consequences.entries.map((entry) => putEntry(table, entryDrawn(entry, drawn))),
    ];
  };

  const charge = ({ id, rows }: Drawing): TransactWriteItem =>
    moveMoney(table, {
      drawnOn: drawnOn(id),
      from: "available",
      to: "committed",
      amount: addPence(rows.map(amountOf)),
      tally: tallyOf(rows.map((row) => chargeOf(row).tally)),
      keeper: envelopes.keeper(),
    });

  return {
    async record(rows, place) {
      const without = new Set<ToAward>();
      return retry<RowsRecorded>(async () => {
        for (const row of workedOutFrom(rows, without)) without.add(row);
        const paid = rows.filter((row) => row.kind === "toAward" && !without.has(row)) as ToAward[];
        const outcomes = rows.map((row): RowOutcome => (row.kind === "toAward" && without.has(row) ? noMoneyFor(row) : row.outcome));
        const drawings = drawingsOf(paid);
        // The shared envelopes come last, so that the refusals of rows count first.
        const writes = () => ({
          result: putResult(table, { ...place, outcomes }),
          rows: [...claimsOf(table, paid), ...paid.flatMap(writesFor)],
          money: drawings.map(charge),
        });
        const committed = await commit(table, writes, {
          moveAway: async ({ money }) => {
            for (const [index, { id }] of drawings.entries()) if (money?.each[index]?.conflicted) await envelopes.moveAway(id);
          },
        });
        if (committed.kind === "committed") return { kind: "recorded", outcomes };
        const { result, rows: rowsRefused, money } = committed.by;
        if (result?.failed || rowsRefused?.failed) return { kind: "lookAgain" };

        const short = drawings.filter((_, index) => money?.each[index]?.failed);
        if (short.length === 0) throw new Fault("awardNotRecorded");
        for (const drawing of short) {
          const room = await envelopes.makeRoom(drawing.id, addPence(drawing.rows.map(amountOf)));
          if (room.kind === "room") continue;
          const reached = reachedBy(room.left, drawing);
          for (const row of drawing.rows) if (!reached.has(row)) without.add(row);
        }
        return again;
      }, none);
    },
  };
};

const noMoneyFor = ({ outcome: { row, reference, category, amount } }: ToAward): RowOutcome => ({
  row,
  reference,
  kind: "noMoney",
  ...(category && { category }),
  ...(amount && { amount }),
});

/** Rows that were worked out from an award that the money did not reach: they wait for money with it. */
const workedOutFrom = (rows: readonly WorkedOut[], without: ReadonlySet<WorkedOut>): readonly ToAward[] => {
  const short = new Set<string>();
  return rows.flatMap((row): ToAward[] => {
    if (row.kind !== "toAward") return [];
    const { householdId } = row.consequences.claims;
    if (without.has(row)) short.add(householdId);
    return short.has(householdId) ? [row] : [];
  });
};

/** Rows of joined households change one record: each was worked out from what the row before left. */
const claimsOf = (table: Table, rows: readonly ToAward[]): readonly TransactWriteItem[] => {
  const known = rows.filter((row) => !row.known.isNew);
  return [...Map.groupBy(known, ({ consequences: { claims } }) => claims.householdId).values()].flatMap((same) => {
    const [first] = same;
    const last = same.at(-1);
    return first && last ? [claimHousehold(table, last.consequences.claims, first.known.claims.version)] : [];
  });
};

const putHousehold = (table: Table, { consequences: { claims }, row: { mark } }: ToAward): TransactWriteItem[] => {
  const { householdId } = claims;
  return [
    putNew(table, writeItem("household", householdKey(householdId), claims)),
    {
      Put: {
        TableName: table.name,
        Item: writeItem("person", personKey(mark.personHash, mark.addressHash), { ...mark, householdId }),
        ConditionExpression: "attribute_not_exists(pk) OR householdId = :household",
        ExpressionAttributeValues: values({ ":household": householdId }),
      },
    },
  ];
};
