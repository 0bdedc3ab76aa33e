import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { londonDay } from "../domain/dates.ts";
import { type BudgetChange, type DoneChange, entriesOf } from "../domain/ledger/budget-change.ts";
import type { EnvelopeId } from "../domain/ledger/envelope.ts";
import { type Pence, pence } from "../domain/money.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { Fault } from "../fault.ts";
import { again, none, retry } from "../retry.ts";
import { type Committed, commit, type Refusal, type RefusedBy } from "./commit.ts";
import { writeEntry } from "./envelope-writes.ts";
import { dynamoEnvelopes, type Envelopes, firstShard } from "./envelopes.ts";
import { findItem, putNew, readItem, type Table, values, writeItem } from "./items.ts";
import { budgetChangeKey, budgetChangesPartition, movedAloneKey } from "./keys.ts";
import type { KindName } from "./kinds.ts";
import { grantLedger } from "./money.ts";
import { queryAll } from "./slices.ts";

export type Settled = DoneChange["settled"];

/** The outcome of a step of a change. The second of two people gets the change as it is now. */
export type ChangeKept =
  | { readonly kind: "kept" }
  | { readonly kind: "overtaken"; readonly now: BudgetChange }
  /** The budget no longer has the money that the change takes, or less of the spend still stands. */
  | { readonly kind: "tooLittle" };

/** The proposer would have moved more alone on that day than one signature allows. */
export type AboveLimit = { readonly kind: "aboveLimit" };

export type BudgetChanges = {
  find(scheme: SchemeCode, changeId: string): Promise<BudgetChange | undefined>;
  /** Every change of a scheme's money, the newest first; a council makes some hundreds in a scheme. */
  ofScheme(scheme: SchemeCode): Promise<readonly BudgetChange[]>;
  /** Keeps a change that waits for a second person. */
  propose(change: BudgetChange): Promise<Exclude<ChangeKept, { kind: "tooLittle" }>>;
  /**
   * Keeps a change and moves its money in one write. `leaving` must stay in the budget. `limit` is for all that the
   * proposer moves alone on that day: a large change cut into small ones is no smaller.
   */
  doAtOnce(change: DoneChange, leaving: Pence, limit: Pence): Promise<ChangeKept | AboveLimit>;
  /** The same for a change that waited. */
  sign(change: DoneChange, leaving: Pence): Promise<ChangeKept>;
  /** Ends a change that waited, and moves nothing. */
  end(change: DoneChange): Promise<Exclude<ChangeKept, { kind: "tooLittle" }>>;
};

const changeItem = (change: BudgetChange) => writeItem("budgetChange", budgetChangeKey(change.scheme, change.changeId), change);

/** Settles a change that still waits, and no other. */
const settle = (table: Table, change: BudgetChange): TransactWriteItem => ({
  Put: {
    TableName: table.name,
    Item: changeItem(change),
    ConditionExpression: "#state = :waiting",
    ExpressionAttributeNames: { "#state": "state" },
    ExpressionAttributeValues: values({ ":waiting": "waiting" }),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  },
});

/** Counts what the proposer moves alone on one day, up to the limit. */
const countAlone = (table: Table, { scheme, amount, proposedBy, proposedAt }: BudgetChange, limit: Pence): TransactWriteItem => ({
  Update: {
    TableName: table.name,
    Key: values(movedAloneKey(scheme, londonDay(new Date(proposedAt)), proposedBy.id)),
    UpdateExpression: "SET itemKind = :kind ADD moved :amount",
    ConditionExpression: "attribute_not_exists(moved) OR moved <= :room",
    ExpressionAttributeValues: values({ ":kind": "movedAlone" satisfies KindName, ":amount": amount, ":room": limit - amount }),
  },
});

type Overtaken = Extract<ChangeKept, { kind: "overtaken" }>;

const overtakenBy = (refusal: Refusal | undefined): Overtaken => {
  const item = refusal?.item;
  if (!item) throw new Fault("budgetNotChanged");
  return { kind: "overtaken", now: readItem("budgetChange", item) };
};

const overtakenIf = (refusal: Refusal | undefined): Overtaken | undefined => (refusal?.failed ? overtakenBy(refusal) : undefined);

const takesFromLeft: readonly BudgetChange["kind"][] = ["deallocation", "transfer", "freeze", "spend"];

/** Takes from what still stands of a spend, so that two people can never take back more than was spent. */
const takeFromSpend = (table: Table, { scheme, spend, amount }: BudgetChange): TransactWriteItem | undefined =>
  spend === undefined
    ? undefined
    : {
        Update: {
          TableName: table.name,
          Key: values(budgetChangeKey(scheme, spend)),
          UpdateExpression: "SET stands = stands - :amount",
          ConditionExpression: "stands >= :amount",
          ExpressionAttributeValues: values({ ":amount": amount }),
        },
      };

/** The change itself, and the count of what its proposer moves alone. */
type ChangeWrites = { readonly change: TransactWriteItem; readonly counted?: TransactWriteItem };

const keptOr = (committed: Committed<ChangeWrites>): { kind: "kept" } | Overtaken =>
  committed.kind === "committed" ? { kind: "kept" } : overtakenBy(committed.by.change);

export const dynamoBudgetChanges = (table: Table, envelopes: Envelopes = dynamoEnvelopes(table)): BudgetChanges => {
  /** Gathers the money in the first shard, since awards spread it over all of them. */
  const hasRoom = async ({ scheme, kind, budget, amount }: BudgetChange, leaving: Pence): Promise<boolean> => {
    if (!budget || !takesFromLeft.includes(kind)) return true;
    const id: EnvelopeId = { scheme, ...budget };
    return (await envelopes.gatherAtFirst(id, pence(amount + leaving))).kind === "room";
  };

  /** Moves a change's money in one write with `first`. `stoppedBy` says what a refusal of `first` means. */
  const make = async <Stopped extends { readonly kind: string }>(
    first: ChangeWrites,
    stoppedBy: (by: RefusedBy<ChangeWrites>) => Stopped | undefined,
    change: DoneChange,
    leaving: Pence,
  ): Promise<Stopped | Exclude<ChangeKept, { kind: "overtaken" }>> => {
    const { at, by } = change.settled;
    const entries = entriesOf(change, grantLedger(change.scheme), at, by).map((entry) => ({ ...entry, shard: firstShard }));
    return retry<Stopped | Exclude<ChangeKept, { kind: "overtaken" }>>(async () => {
      if (!(await hasRoom(change, leaving))) return { kind: "tooLittle" };
      const committed = await commit(table, {
        ...first,
        spend: takeFromSpend(table, change),
        money: entries.flatMap((entry) => {
          const { entry: put, envelope, grant } = writeEntry(table, entry, entry.from === "available" ? leaving : undefined);
          return [put, envelope ?? [], grant ?? []].flat();
        }),
      });
      if (committed.kind === "committed") return { kind: "kept" };
      const stopped = stoppedBy(committed.by);
      if (stopped) return stopped;
      // Awards have taken the money from the first shard since: gather it again.
      return takesFromLeft.includes(change.kind) ? again : { kind: "tooLittle" };
    }, none);
  };

  return {
    async find(scheme, changeId) {
      return findItem(table, "budgetChange", budgetChangeKey(scheme, changeId));
    },

    async ofScheme(scheme) {
      const found = (await queryAll(table, budgetChangesPartition(scheme))).map((item) => readItem("budgetChange", item));
      return found.sort((a, b) => b.proposedAt.localeCompare(a.proposedAt) || a.changeId.localeCompare(b.changeId));
    },

    async propose(change) {
      return keptOr(await commit(table, { change: putNew(table, changeItem(change)) }));
    },

    doAtOnce: (change, leaving, limit) =>
      make<Overtaken | AboveLimit>(
        { change: putNew(table, changeItem(change)), counted: countAlone(table, change, limit) },
        (by) => overtakenIf(by.change) ?? (by.counted?.failed ? { kind: "aboveLimit" } : undefined),
        change,
        leaving,
      ),
    sign: (change, leaving) => make<Overtaken>({ change: settle(table, change) }, (by) => overtakenIf(by.change), change, leaving),

    async end(change) {
      return keptOr(await commit(table, { change: settle(table, change) }));
    },
  };
};
