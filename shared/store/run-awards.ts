import { ConditionalCheckFailedException, PutItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Award, Charge } from "../domain/award/award.ts";
import type { HouseholdIdentity } from "../domain/identity/identity.ts";
import { type EnvelopeId, envelopeName, tallyOf } from "../domain/ledger/envelope.ts";
import { addPence, type Pence } from "../domain/money.ts";
import type { RowOutcome } from "../domain/run/row-outcome.ts";
import type { WorkedOut } from "../domain/run/work-out-row.ts";
import { Fault } from "../fault.ts";
import { again, none, retry } from "../retry.ts";
import { entryDrawn } from "./awards.ts";
import { claimHousehold } from "./case-writes.ts";
import { commit, untilFree } from "./commit.ts";
import { moveMoney, putEntry } from "./envelope-writes.ts";
import { dynamoEnvelopes, type Envelopes } from "./envelopes.ts";
import type { HouseholdIdentities, KeysRead } from "./household-identities.ts";
import { putNew, type Table, writeItem } from "./items.ts";
import { awardKey, householdKey } from "./keys.ts";
import { putResult, type RunResult } from "./runs.ts";

/** A household that is new here says who it is, and which identifiers were read to find that out. */
type ToAward = Extract<WorkedOut, { kind: "toAward" }> & {
  readonly newHere?: { readonly own: HouseholdIdentity; readonly keys: KeysRead };
};
export type RowToRecord = Exclude<WorkedOut, { kind: "toAward" }> | ToAward;

export type RowsRecorded =
  | { readonly kind: "recorded"; readonly outcomes: readonly RowOutcome[] }
  /** A household or a person of these rows has changed since they were looked up, or somebody else decides the same rows. */
  | { readonly kind: "lookAgain" };

export type RunAwards = {
  /**
   * Makes the awards of these rows with one charge to each envelope that pays, and keeps the rows' outcomes in the same
   * write. Rows are paid in their order as far as the money reaches; the outcomes of the others say that it did not.
   */
  record(rows: readonly RowToRecord[], place: Omit<RunResult, "outcomes">): Promise<RowsRecorded>;
};

/**
 * Rows in one transaction of a hundred writes: four for each household that is new here, its most telling identifiers, and
 * those that rows share.
 */
export const rowsInAWrite = 10;
const writesInAll = 100;

/** The rows that draw on one envelope. */
type Drawing = { readonly id: EnvelopeId; readonly rows: readonly ToAward[] };

const chargeOf = ({ consequences: { charges } }: ToAward): Charge => {
  const [charge] = charges;
  if (!charge) throw new RangeError("A row of a run has one line, which one envelope pays.");
  return charge;
};

/** How many of its envelopes were too poor for a row: a purpose's own money may come before its category's. */
type Tried = ReadonlyMap<ToAward, number>;

const envelopeOf = (row: ToAward, tried: Tried): EnvelopeId => {
  const id = chargeOf(row).envelopes[tried.get(row) ?? 0];
  if (!id) throw new RangeError("A charge names the envelopes that it may draw on.");
  return id;
};

const amountOf = (row: ToAward): Pence => chargeOf(row).amount;

const drawingsOf = (rows: readonly ToAward[], tried: Tried): readonly Drawing[] =>
  [...Map.groupBy(rows, (row) => envelopeName(envelopeOf(row, tried))).values()].flatMap((own) =>
    own[0] ? [{ id: envelopeOf(own[0], tried), rows: own }] : [],
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

export const dynamoRunAwards = (
  table: Table,
  identities: Pick<HouseholdIdentities, "change">,
  envelopes: Envelopes = dynamoEnvelopes(table),
): RunAwards => {
  const drawnOn = (id: EnvelopeId) => ({ ...id, shard: envelopes.shardOf(id) });

  /** The household as the rules read it, and the award with its entry. */
  const writesFor = (row: ToAward, tried: Tried): TransactWriteItem[] => {
    const { award, known, consequences } = row;
    const drawn: Award = { ...award, drawnOn: [drawnOn(envelopeOf(row, tried))] };
    return [
      ...(known.isNew ? [putNew(table, writeItem("household", householdKey(award.householdId), consequences.claims))] : []),
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

  /**
   * The identities of households that are new here, with their most telling identifiers. Those that the transaction has no
   * room for are written before it, so that none is missing afterwards: alone they lead to no household.
   */
  const whoTheyAre = async (paid: readonly ToAward[], others: number, alone: Set<string>) => {
    const newHere = paid.flatMap((row) => row.newHere ?? []);
    const [first] = newHere;
    if (!first) return {};
    const room = writesInAll - others - newHere.length;
    const {
      identities: who,
      identifiers,
      rest,
    } = await identities.change(
      newHere.map(({ own }) => ({ becomes: own })),
      { room, read: first.keys },
    );
    const isToWrite = ({ Put }: TransactWriteItem) => !alone.has(Put?.Item?.pk?.S ?? "");
    const written = await Promise.all(
      rest.filter(isToWrite).map(async (write) => {
        alone.add(write.Put?.Item?.pk?.S ?? "");
        return putAlone(table, write);
      }),
    );
    return written.includes(false) ? ("moved" as const) : { identities: who, identifiers: identifiers.filter(isToWrite) };
  };

  return {
    async record(rows, place) {
      const without = new Set<ToAward>();
      const alone = new Set<string>();
      const tried = new Map<ToAward, number>();
      return retry<RowsRecorded>(async () => {
        for (const row of workedOutFrom(rows, without)) without.add(row);
        const paid = rows.filter((row) => row.kind === "toAward" && !without.has(row)) as ToAward[];
        const outcomes = rows.map((row): RowOutcome => (row.kind === "toAward" && without.has(row) ? noMoneyFor(row) : row.outcome));
        const drawings = drawingsOf(paid, tried);
        // Worked out for each attempt: after a conflict an award draws on another shard.
        const rowsOf = () => [...claimsOf(table, paid), ...paid.flatMap((row) => writesFor(row, tried))];
        const others = 1 + rowsOf().length + drawings.length;
        const known = await whoTheyAre(paid, others, alone);
        if (known === "moved") return { kind: "lookAgain" };
        // The shared envelopes come last, so that the refusals of rows count first.
        const writes = () => ({
          result: putResult(table, { ...place, outcomes }),
          rows: rowsOf(),
          ...known,
          money: drawings.map(charge),
        });
        const committed = await commit(table, writes, {
          moveAway: async ({ money }) => {
            for (const [index, { id }] of drawings.entries()) if (money?.each[index]?.conflicted) await envelopes.moveAway(id);
          },
        });
        if (committed.kind === "committed") return { kind: "recorded", outcomes };
        const { result, rows: rowsRefused, identities: whoRefused, identifiers, money } = committed.by;
        if (result?.failed || rowsRefused?.failed || whoRefused?.failed || identifiers?.failed) return { kind: "lookAgain" };

        const short = drawings.filter((_, index) => money?.each[index]?.failed);
        if (short.length === 0) throw new Fault("awardNotRecorded");
        for (const drawing of short) {
          const room = await envelopes.makeRoom(drawing.id, addPence(drawing.rows.map(amountOf)));
          if (room.kind === "room") continue;
          const reached = reachedBy(room.left, drawing);
          for (const row of drawing.rows.filter((each) => !reached.has(each))) {
            const next = (tried.get(row) ?? 0) + 1;
            if (next < chargeOf(row).envelopes.length) tried.set(row, next);
            else without.add(row);
          }
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
const workedOutFrom = (rows: readonly RowToRecord[], without: ReadonlySet<RowToRecord>): readonly ToAward[] => {
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

/** A write of a transaction, sent by itself. False where its condition fails. */
const putAlone = async (table: Table, { Put: put }: TransactWriteItem): Promise<boolean> => {
  if (!put) return true;
  try {
    await untilFree(() => table.client.send(new PutItemCommand(put)));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
