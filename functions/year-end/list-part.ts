import { type CaseStatus, isDecidedStatus } from "../../shared/domain/case/case.ts";
import { fulfillerNames } from "../../shared/domain/line/fulfiller.ts";
import type { LineStage } from "../../shared/domain/line/line.ts";
import { addPence, type Pence } from "../../shared/domain/money.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { itemOfBatch, itemOfCase, itemOfLine, itemOfRun, itemsToReturn, itemsToSetAside } from "../../shared/domain/year-end/plan-item.ts";
import {
  addToSums,
  type PlanItem,
  type PlanKind,
  type ReadyPlan,
  type YearEndPart,
  type YearEndPlan,
} from "../../shared/domain/year-end/year-end-plan.ts";
import { Fault } from "../../shared/fault.ts";
import { hashOf } from "../../shared/store/case-writes.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Lines } from "../../shared/store/lines.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Payments } from "../../shared/store/payments.ts";
import type { Runs } from "../../shared/store/runs.ts";
import { type BadCursor, isBadCursor, type Slice, type SliceWanted } from "../../shared/store/slices.ts";
import type { PartKept, YearEnds } from "../../shared/store/year-ends.ts";

export type ListPartPorts = {
  readonly yearEnds: Pick<YearEnds, "items" | "keepListed">;
  readonly cases: Pick<Cases, "list">;
  readonly lines: Pick<Lines, "onList">;
  readonly runs: Pick<Runs, "list">;
  readonly payments: Pick<Payments, "list" | "find" | "lines">;
  readonly money: Pick<Money, "shards" | "grant">;
};

/** One of the lists that a plan is made of, slice by slice. */
type Source = (wanted: SliceWanted, scheme: Scheme, ports: ListPartPorts) => Promise<Slice<PlanItem>>;

const readOnce = 100;
/** A part is one item of the table, and is done within one delivery. */
export const enoughForAPart = 100;

const sliceOf = async <T>(
  found: Promise<Slice<T> | BadCursor>,
  itemsOf: (one: T) => PlanItem | undefined | Promise<PlanItem | undefined>,
): Promise<Slice<PlanItem>> => {
  const slice = await found;
  if (isBadCursor(slice)) throw new Fault("itemUnreadable");
  const items = (await Promise.all(slice.items.map(itemsOf))).filter((item) => item !== undefined);
  return { items, ...(slice.next && { next: slice.next }) };
};

const openStatuses: readonly CaseStatus[] = ["toApprove", "forMoney", "asked", "waiting"];
const openStages: readonly LineStage[] = ["trouble", "approved", "issued", "delivered"];

const casesOf =
  (status: CaseStatus): Source =>
  (wanted, scheme, { cases }) =>
    sliceOf(cases.list(status, wanted), (head) => (isDecidedStatus(head.status) ? undefined : itemOfCase(head, scheme)));

const linesOf =
  (fulfiller: (typeof fulfillerNames)[number], stage: LineStage): Source =>
  (wanted, scheme, { lines }) =>
    sliceOf(lines.onList(fulfiller, stage, wanted), (line) => itemOfLine(line, scheme));

const runsOf: Source = (wanted, scheme, { runs }) => sliceOf(runs.list(wanted), (run) => itemOfRun(run, scheme));

/** A batch holds lines of any scheme. */
const batchesOf: Source = (wanted, scheme, { payments }) =>
  sliceOf(payments.list(wanted), async (batch) => {
    if (batch.state !== "draft" && batch.state !== "prepared") return undefined;
    const whole = await payments.find(batch.batchId);
    return whole && itemOfBatch(batch, await payments.lines(whole.chosen), scheme);
  });

const budgetsOf: Source = async (_wanted, { code }, { money }) => ({ items: (await money.shards(code)).flatMap(itemsToSetAside) });

const returnsOf: Source = async (_wanted, { code }, { money }) => {
  const [shards, { unallocated }] = await Promise.all([money.shards(code), money.grant(code)]);
  const never: readonly PlanItem[] =
    unallocated > 0 ? [{ deed: "returnUnallocated", of: "grant", seen: "there", amount: unallocated }] : [];
  return { items: [...shards.flatMap(itemsToReturn), ...never] };
};

const sources: Readonly<Record<PlanKind, readonly Source[]>> = {
  close: [
    ...openStatuses.map(casesOf),
    ...fulfillerNames.flatMap((fulfiller) => openStages.map((stage) => linesOf(fulfiller, stage))),
    runsOf,
    batchesOf,
    budgetsOf,
  ],
  return: [returnsOf],
};

/** The hash of a plan before any item: whoever signs the items signs the scheme, the kind and the reference too. */
export const firstHash = ({
  planId,
  scheme,
  kind,
  reference = "",
}: Pick<YearEndPlan, "planId" | "scheme" | "kind" | "reference">): string => hashOf([planId, scheme, kind, reference]);

export const hashAfter = (hash: string, items: readonly PlanItem[]): string => hashOf([hash, items]);

/** Lists the next things of a plan, and asks for the next part in the write that keeps this one. */
export const listPart = async (
  part: YearEndPart & Required<Pick<YearEndPart, "list">>,
  plan: YearEndPlan,
  scheme: Scheme,
  ports: ListPartPorts,
): Promise<PartKept["kind"]> => {
  const { planId, part: number } = part;
  if (await ports.yearEnds.items(planId, number)) return "keptBefore";
  const all = sources[plan.kind];
  const items: PlanItem[] = [];
  let { source, after } = part.list;
  while (items.length < enoughForAPart) {
    const next = all[source];
    if (!next) break;
    const slice = await next({ limit: readOnce, ...(after && { after }) }, scheme, ports);
    items.push(...slice.items);
    after = slice.next;
    if (!after) source += 1;
  }
  const hash = hashAfter(part.list.hash, items);
  const sums = addToSums(part.list.sums, items, number);
  const kept = { planId, part: number, items };
  if (all[source]) {
    const list = { source, ...(after && { after }), hash, sums };
    const next: YearEndPart = { planId, scheme: plan.scheme, pass: "list", part: number + 1, list };
    return (await ports.yearEnds.keepListed(kept, plan, next)).kind;
  }
  const ready: ReadyPlan = { ...plan, state: "ready", parts: number, sums, standing: await standingOf(scheme, ports), hash };
  return (await ports.yearEnds.keepListed(kept, plan, ready)).kind;
};

const standingOf = async ({ code }: Scheme, { money }: ListPartPorts): Promise<{ reserved: Pence; committed: Pence }> => {
  const shards = await money.shards(code);
  return {
    reserved: addPence(shards.map(({ reserved }) => reserved)),
    committed: addPence(shards.map(({ committed }) => committed)),
  };
};
