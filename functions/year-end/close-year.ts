import { londonDay } from "../../shared/domain/dates.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeAsOf } from "../../shared/domain/scheme/scheme-book.ts";
import {
  addToOutcomes,
  isListed,
  type PlanOutcome,
  type YearEndPart,
  type YearEndPlan,
} from "../../shared/domain/year-end/year-end-plan.ts";
import { Fault } from "../../shared/fault.ts";
import { readItem } from "../../shared/store/items.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import type { PartKept, YearEnds } from "../../shared/store/year-ends.ts";
import { consume } from "../../shared/stream/consume.ts";
import type { ConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { type DoItemPorts, doItem } from "./do-item.ts";
import { type ListPartPorts, listPart } from "./list-part.ts";

export type CloseYearPorts = ListPartPorts &
  DoItemPorts & {
    readonly yearEnds: Pick<YearEnds, "find" | "items" | "outcomes" | "keepListed" | "keepDone" | "moveMoney">;
    readonly schemes: Pick<Schemes, "book">;
  };

/** Lists and does the parts of plans that the queue brings. Each part asks for the next in the write that keeps its own result. */
export const createCloseYear = ({ queue, ...ports }: CloseYearPorts & { readonly queue: ConsumedQueue }) =>
  consume(
    "closeYear",
    async ({ item, now }) => {
      const part = readItem("yearEndPart", item);
      const { planId, pass, part: number } = part;
      return { planId, pass, part: number, outcome: await workOn(part, now, ports) };
    },
    queue,
  );

const workOn = async (part: YearEndPart, now: Date, ports: CloseYearPorts): Promise<PartKept["kind"]> => {
  const [plan, scheme] = await Promise.all([
    ports.yearEnds.find(part.scheme, part.planId),
    ports.schemes.book(now).then((book) => schemeAsOf(book, part.scheme, londonDay(now))),
  ]);
  if (!plan || !scheme) throw new Fault("itemUnreadable");
  const { list } = part;
  if (list) return plan.state === "listing" ? listPart({ ...part, list }, plan, scheme, ports) : "planMoved";
  return plan.state === "doing" ? doPart(part, plan, scheme, now, ports) : "planMoved";
};

const doPart = async (
  part: YearEndPart,
  plan: YearEndPlan,
  scheme: Scheme,
  now: Date,
  ports: CloseYearPorts,
): Promise<PartKept["kind"]> => {
  const { planId, part: number, outcomes: before = {} } = part;
  const { yearEnds } = ports;
  const [items, done] = await Promise.all([yearEnds.items(planId, number), yearEnds.outcomes(planId, number)]);
  if (done) return "keptBefore";
  const { signedBy } = plan;
  if (!items || !signedBy || !isListed(plan)) throw new Fault("itemUnreadable");
  const became: PlanOutcome[] = [];
  for (const item of items.items) {
    // A provider that has not answered once is not waited for again: the nightly work asks it.
    const isProviderDown = became.includes("waits");
    became.push(await doItem(item, { plan: { ...plan, signedBy }, scheme, now, isProviderDown }, ports));
  }
  const outcomes = addToOutcomes(
    before,
    items.items.map(({ deed }, index) => ({ deed, outcome: became[index] ?? "changed" })),
  );
  const next: YearEndPart | YearEndPlan =
    number < plan.parts
      ? { planId, scheme: plan.scheme, pass: "do", part: number + 1, outcomes }
      : { ...plan, state: "done", outcomes, doneAt: now.toISOString() };
  return (await yearEnds.keepDone({ planId, part: number, outcomes: became }, plan, next)).kind;
};
