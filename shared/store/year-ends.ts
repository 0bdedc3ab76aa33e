import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { LedgerEntry } from "../domain/ledger/ledger.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import type { PartDone, PlanKind, PlanPart, ReadyPlan, YearEndPart, YearEndPlan } from "../domain/year-end/year-end-plan.ts";
import { Fault } from "../fault.ts";
import { again, retry } from "../retry.ts";
import { commit } from "./commit.ts";
import { writeEntry } from "./envelope-writes.ts";
import { findItem, putNew, readItem, type Table, values, writeItem } from "./items.ts";
import {
  yearEndDoneKey,
  yearEndItemsKey,
  yearEndMovedKey,
  yearEndOpenKey,
  yearEndPartition,
  yearEndPartKey,
  yearEndPlanKey,
} from "./keys.ts";
import { kinds } from "./kinds.ts";
import { queryAll } from "./slices.ts";

export type PlanPrepared =
  | { readonly kind: "prepared" }
  | { readonly kind: "sentBefore"; readonly plan: YearEndPlan }
  /** One plan of a kind is open at a time, so that no two do the same things. */
  | { readonly kind: "otherOpen"; readonly plan: YearEndPlan };

/** The second of two people gets the plan as it is now. */
export type PlanMoved = { readonly kind: "moved" } | { readonly kind: "overtaken"; readonly now: YearEndPlan };

/** A part is kept once, and only while its plan is still at that work. */
export type PartKept = { readonly kind: "kept" | "keptBefore" | "planMoved" };

export type YearEnds = {
  prepare(plan: YearEndPlan, first: YearEndPart): Promise<PlanPrepared>;
  find(scheme: SchemeCode, planId: string): Promise<YearEndPlan | undefined>;
  /** Every plan of a scheme, the newest first: there are a few. */
  ofScheme(scheme: SchemeCode): Promise<readonly YearEndPlan[]>;
  items(planId: string, part: number): Promise<PlanPart | undefined>;
  outcomes(planId: string, part: number): Promise<PartDone | undefined>;
  /** Keeps the items of a part, and asks for the next part or says that all is listed. */
  keepListed(items: PlanPart, plan: YearEndPlan, then: YearEndPart | ReadyPlan): Promise<PartKept>;
  /** Keeps what became of a part, and asks for the next part or says that all is done. */
  keepDone(done: PartDone, plan: YearEndPlan, then: YearEndPart | YearEndPlan): Promise<PartKept>;
  sign(before: YearEndPlan, after: YearEndPlan, first: YearEndPart): Promise<PlanMoved>;
  throwAway(before: YearEndPlan, after: YearEndPlan): Promise<PlanMoved>;
  /** Moves money of a budget's part, or of the grant, once for each entry's id, whenever a part comes again. */
  moveMoney(planId: string, entry: LedgerEntry): Promise<{ kind: "moved" | "movedBefore" | "tooLittle" }>;
};

const planItem = (plan: YearEndPlan) => writeItem("yearEndPlan", yearEndPlanKey(plan.scheme, plan.planId), plan);

const isPart = (then: YearEndPart | YearEndPlan): then is YearEndPart => "pass" in then;

export const dynamoYearEnds = (table: Table): YearEnds => {
  const find: YearEnds["find"] = (scheme, planId) => findItem(table, "yearEndPlan", yearEndPlanKey(scheme, planId));

  const putPart = (part: YearEndPart) => putNew(table, writeItem("yearEndPart", yearEndPartKey(part.planId, part.pass, part.part), part));

  /** Puts a plan's next state, if it stands where it was seen. */
  const movePlan = (before: Pick<YearEndPlan, "state">, after: YearEndPlan): TransactWriteItem => ({
    Put: {
      TableName: table.name,
      Item: planItem(after),
      ConditionExpression: "#state = :seen",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: values({ ":seen": before.state }),
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  });

  const isStill = ({ scheme, planId, state }: YearEndPlan): TransactWriteItem => ({
    ConditionCheck: {
      TableName: table.name,
      Key: values(yearEndPlanKey(scheme, planId)),
      ConditionExpression: "#state = :seen",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: values({ ":seen": state }),
    },
  });

  const endOpen = ({ scheme, kind }: YearEndPlan): TransactWriteItem => ({
    Delete: { TableName: table.name, Key: values(yearEndOpenKey(scheme, kind)) },
  });

  const openNow = async (scheme: SchemeCode, kind: PlanKind): Promise<YearEndPlan | undefined> => {
    const open = await findItem(table, "yearEndOpen", yearEndOpenKey(scheme, kind));
    return open && find(scheme, open.planId);
  };

  const keepPart = async (kept: TransactWriteItem, plan: YearEndPlan, then: YearEndPart | YearEndPlan): Promise<PartKept> => {
    const committed = await commit(table, {
      kept,
      plan: isPart(then) ? isStill(plan) : movePlan(plan, then),
      next: isPart(then) ? putPart(then) : undefined,
      open: !isPart(then) && then.state === "done" ? endOpen(then) : undefined,
    });
    if (committed.kind === "committed") return { kind: "kept" };
    return { kind: committed.by.kept?.failed ? "keptBefore" : "planMoved" };
  };

  const overtaken = async ({ scheme, planId }: YearEndPlan): Promise<PlanMoved> => {
    const now = await find(scheme, planId);
    if (!now) throw new Fault("itemUnreadable");
    return { kind: "overtaken", now };
  };

  return {
    find,

    prepare: (plan, first) =>
      retry<PlanPrepared>(async () => {
        const { scheme, kind, planId } = plan;
        const committed = await commit(table, {
          plan: putNew(table, planItem(plan)),
          open: putNew(table, writeItem("yearEndOpen", yearEndOpenKey(scheme, kind), { kind, planId })),
          first: putPart(first),
        });
        if (committed.kind === "committed") return { kind: "prepared" };
        const own = committed.by.plan?.item;
        if (own) return { kind: "sentBefore", plan: readItem("yearEndPlan", own) };
        const other = await openNow(scheme, kind);
        // The plan that was open has ended in between.
        return other ? { kind: "otherOpen", plan: other } : again;
      }),

    async ofScheme(scheme) {
      const found = (await queryAll(table, yearEndPartition(scheme), kinds.yearEndPlan.sortKey)).map((item) =>
        readItem("yearEndPlan", item),
      );
      return found.sort((a, b) => b.preparedAt.localeCompare(a.preparedAt) || a.planId.localeCompare(b.planId));
    },

    items: (planId, part) => findItem(table, "yearEndItems", yearEndItemsKey(planId, part)),
    outcomes: (planId, part) => findItem(table, "yearEndDone", yearEndDoneKey(planId, part)),

    keepListed: (items, plan, then) =>
      keepPart(putNew(table, writeItem("yearEndItems", yearEndItemsKey(items.planId, items.part), items)), plan, then),
    keepDone: (done, plan, then) =>
      keepPart(putNew(table, writeItem("yearEndDone", yearEndDoneKey(done.planId, done.part), done)), plan, then),

    async sign(before, after, first) {
      const committed = await commit(table, { plan: movePlan(before, after), first: putPart(first) });
      return committed.kind === "committed" ? { kind: "moved" } : overtaken(before);
    },

    async throwAway(before, after) {
      const committed = await commit(table, { plan: movePlan(before, after), open: endOpen(before) });
      return committed.kind === "committed" ? { kind: "moved" } : overtaken(before);
    },

    async moveMoney(planId, entry) {
      const { entryId } = entry;
      const committed = await commit(table, {
        moved: putNew(table, writeItem("yearEndMoved", yearEndMovedKey(planId, entryId), { planId, entryId })),
        ...writeEntry(table, entry),
      });
      if (committed.kind === "committed") return { kind: "moved" };
      return { kind: committed.by.moved?.failed ? "movedBefore" : "tooLittle" };
    },
  };
};
