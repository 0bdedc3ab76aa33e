import { GetItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { londonDay } from "../domain/dates.ts";
import { type BudgetChange, entriesOf } from "../domain/ledger/budget-change.ts";
import type { EnvelopeId } from "../domain/ledger/envelope.ts";
import { type Pence, pence } from "../domain/money.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { Fault } from "../fault.ts";
import { again, none, retry } from "../retry.ts";
import { type Committed, commit, type Refusal, type RefusedBy } from "./commit.ts";
import { writeEntry } from "./envelope-writes.ts";
import { dynamoEnvelopes, type Envelopes, firstShard } from "./envelopes.ts";
import { putNew, readItem, type Table, values, writeItem } from "./items.ts";
import { budgetChangeKey, budgetChangesPartition, movedAloneKey } from "./keys.ts";
import type { KindName } from "./kinds.ts";
import { grantLedger } from "./money.ts";
import { queryAll } from "./pages.ts";

export type Settled = NonNullable<BudgetChange["settled"]>;

/** What became of a step of a change. Whoever comes second meets the change as it then is. */
export type ChangeKept =
  | { readonly kind: "kept" }
  | { readonly kind: "overtaken"; readonly now: BudgetChange }
  /** What the change takes is no longer where it is taken from. */
  | { readonly kind: "tooLittle" };

/** With this change, its proposer would have moved more alone on its day than one signature is good for. */
export type AboveLimit = { readonly kind: "aboveLimit" };

export type BudgetChanges = {
  find(scheme: SchemeCode, changeId: string): Promise<BudgetChange | undefined>;
  /** Every change of a scheme's money, the newest first; a council makes some hundreds in a scheme. */
  ofScheme(scheme: SchemeCode): Promise<readonly BudgetChange[]>;
  /** Keeps a change that waits for a second person. */
  propose(change: BudgetChange): Promise<Exclude<ChangeKept, { kind: "tooLittle" }>>;
  /**
   * Keeps a change and moves its money, in one write. `leaving` has to stay where it is taken from, and `limit` holds for
   * all that its proposer moves alone on its day: a large change cut into small ones is no smaller.
   */
  doAtOnce(change: BudgetChange & { readonly settled: Settled }, leaving: Pence, limit: Pence): Promise<ChangeKept | AboveLimit>;
  /** The same for a change that waited. */
  sign(change: BudgetChange & { readonly settled: Settled }, leaving: Pence): Promise<ChangeKept>;
  /** Ends a change that waited, and moves nothing. */
  end(change: BudgetChange & { readonly settled: Settled }): Promise<Exclude<ChangeKept, { kind: "tooLittle" }>>;
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

/** Counts what the proposer moves alone on its day, and refuses what would be more than the limit. */
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

const takesFromLeft: readonly BudgetChange["kind"][] = ["deallocation", "transfer", "freeze"];

/** The write of the change itself, and whatever is held to a limit with it. */
type ChangeWrites = { readonly change: TransactWriteItem; readonly counted?: TransactWriteItem };

const keptOr = (committed: Committed<ChangeWrites>): { kind: "kept" } | Overtaken =>
  committed.kind === "committed" ? { kind: "kept" } : overtakenBy(committed.by.change);

export const dynamoBudgetChanges = (table: Table, envelopes: Envelopes = dynamoEnvelopes(table)): BudgetChanges => {
  /** Money that awards have spread over the shards comes together first: an envelope as a whole has what it had. */
  const hasRoom = async ({ scheme, kind, budget, amount }: BudgetChange, leaving: Pence): Promise<boolean> => {
    if (!budget || !takesFromLeft.includes(kind)) return true;
    const id: EnvelopeId = { scheme, ...budget };
    return (await envelopes.gatherAtFirst(id, pence(amount + leaving))).kind === "room";
  };

  /** Moves the money of a change in one write with `first`; `stoppedBy` says what the refusals of those mean. */
  const make = async <Stopped extends { readonly kind: string }>(
    first: ChangeWrites,
    stoppedBy: (by: RefusedBy<ChangeWrites>) => Stopped | undefined,
    change: BudgetChange & { readonly settled: Settled },
    leaving: Pence,
  ): Promise<Stopped | Exclude<ChangeKept, { kind: "overtaken" }>> => {
    const { at, by } = change.settled;
    const entries = entriesOf(change, grantLedger(change.scheme), at, by).map((entry) => ({ ...entry, shard: firstShard }));
    return retry<Stopped | Exclude<ChangeKept, { kind: "overtaken" }>>(async () => {
      if (!(await hasRoom(change, leaving))) return { kind: "tooLittle" };
      const committed = await commit(table, {
        ...first,
        money: entries.flatMap((entry) => {
          const { entry: put, envelope, grant } = writeEntry(table, entry, entry.from === "available" ? leaving : undefined);
          return [put, envelope ?? [], grant ?? []].flat();
        }),
      });
      if (committed.kind === "committed") return { kind: "kept" };
      const stopped = stoppedBy(committed.by);
      if (stopped) return stopped;
      // Awards have taken it from the first shard since; unless nothing of it is left at all, it is gathered again.
      return takesFromLeft.includes(change.kind) ? again : { kind: "tooLittle" };
    }, none);
  };

  return {
    async find(scheme, changeId) {
      const { Item: item } = await table.client.send(
        new GetItemCommand({ TableName: table.name, Key: values(budgetChangeKey(scheme, changeId)), ConsistentRead: true }),
      );
      return item && readItem("budgetChange", item);
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
