import { type CloseYearPorts, createCloseYear } from "../../../functions/year-end/close-year.ts";
import { createYearEnd } from "../../../functions/year-end/year-end.ts";
import type { Award } from "../../../shared/domain/award/award.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { placesOf } from "../../../shared/domain/ledger/ledger.ts";
import { lineIdOf } from "../../../shared/domain/line/line.ts";
import { pence, zeroPence } from "../../../shared/domain/money.ts";
import { actorOf, type Principal } from "../../../shared/domain/principal.ts";
import type { PlanKind, PlanOutcome, YearEndPlan } from "../../../shared/domain/year-end/year-end-plan.ts";
import { dynamoApprovals } from "../../../shared/store/approvals.ts";
import { dynamoBudgetChanges } from "../../../shared/store/budget-changes.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import type { Item, Table } from "../../../shared/store/items.ts";
import { yearEndPlanPartition } from "../../../shared/store/keys.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { dynamoMoney, grantLedger } from "../../../shared/store/money.ts";
import { dynamoPayments } from "../../../shared/store/payments.ts";
import { dynamoRuns } from "../../../shared/store/runs.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { queryAll } from "../../../shared/store/slices.ts";
import { dynamoYearEnds } from "../../../shared/store/year-ends.ts";
import { allocateExample, applicationLike, assessor, submitExample } from "../../examples.ts";
import { origin, type SignedIn, send, tokensOf } from "../../http.ts";
import { deliverTo, insertOf, queueOn } from "../../stream.ts";
import { decide, portsOf as waitingPortsOf } from "../award/waiting-desk.ts";
import { auditor, dev, erin, kofi } from "../budget/desk.ts";
import { csvOf, newKey, openDesk, prepared, rowsFor, work, workerOn } from "../bulk/desk.ts";
import { awardExample, exampleProvider, started, voucher } from "../fulfil/room.ts";

export { auditor, dev, erin, kofi } from "../budget/desk.ts";
export const manager: Principal = { id: "manager-1", name: "Mina Ford", roles: ["schemeManager"] };

/** A day in the last weeks of Household Support Fund 7, and one after its end. */
export const before = new Date("2026-03-20T10:00:00Z");
export const after = new Date("2026-04-02T09:00:00Z");

export const yearEndOn = (table: Table) =>
  createYearEnd({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(dev, kofi, erin, auditor, assessor, manager),
    schemes: dynamoSchemes(table),
    yearEnds: dynamoYearEnds(table),
  });

export const closePortsOn = (table: Table, provider: CloseYearPorts["provider"] = exampleProvider().provider): CloseYearPorts => ({
  yearEnds: dynamoYearEnds(table),
  cases: dynamoCases(table),
  lines: dynamoLines(table),
  approvals: dynamoApprovals(table),
  runs: dynamoRuns(table),
  payments: dynamoPayments(table),
  money: dynamoMoney(table),
  schemes: dynamoSchemes(table),
  provider,
});

export const closerOn = (table: Table, provider?: CloseYearPorts["provider"]) =>
  createCloseYear({ ...closePortsOn(table, provider), queue: queueOn(table) });

/** Every part of a scheme's plans that was asked for. */
export const partsOn = async (table: Table): Promise<Item[]> => {
  const plans = await dynamoYearEnds(table).ofScheme("HSF7");
  const parts = await Promise.all(plans.map(({ planId }) => queryAll(table, yearEndPlanPartition(planId), "YEARENDPART#")));
  return parts.flat();
};

/** Delivers each part as it is asked for until no new part is; then all of them again, as a queue may. */
export const workOnPlans = async (table: Table, at = after, consumer = closerOn(table)): Promise<void> => {
  const delivered = new Set<string>();
  const deliver = (parts: readonly Item[]) =>
    deliverTo(
      consumer,
      parts.map((item, index) => insertOf(item, String(index), at)),
      undefined,
      at,
    );
  for (;;) {
    const all = await partsOn(table);
    const fresh = all.filter(({ pk, sk }) => !delivered.has(`${pk?.S} ${sk?.S}`));
    if (fresh.length === 0) {
      if (all.length > 0) await deliver(all);
      return;
    }
    for (const { pk, sk } of fresh) delivered.add(`${pk?.S} ${sk?.S}`);
    await deliver(fresh);
  }
};

const path = { scheme: "HSF7" };

export const postPlan = (
  table: Table,
  as: SignedIn | undefined,
  { kind = "close", reference, key = "plan-0000001", now = after }: { kind?: PlanKind; reference?: string; key?: string; now?: Date } = {},
) =>
  send(yearEndOn(table), "POST /api/schemes/{scheme}/year-end-plans", {
    path,
    as,
    now,
    json: { kind, ...(reference && { reference }) },
    headers: { "idempotency-key": key },
  });

export const postSignature = (table: Table, as: SignedIn | undefined, { planId, hash = "" }: YearEndPlan, now = after) =>
  send(yearEndOn(table), "POST /api/schemes/{scheme}/year-end-plans/{planId}/signatures", {
    path: { ...path, planId },
    as,
    now,
    json: { hash },
    headers: { "idempotency-key": "signature-001" },
  });

/** A plan as it stands. */
export const planNow = async (table: Table, planId: string): Promise<YearEndPlan> => {
  const plan = await dynamoYearEnds(table).find("HSF7", planId);
  if (!plan) throw new Error("The plan is there.");
  return plan;
};

/** A plan that Dev prepared, listed to its end. */
export const listed = async (
  table: Table,
  asDev: SignedIn | undefined,
  more: Parameters<typeof postPlan>[2] = {},
): Promise<YearEndPlan> => {
  const { planId } = (await postPlan(table, asDev, more)).json<{ planId: string }>();
  await workOnPlans(table, more.now);
  return planNow(table, planId);
};

/** Every item of a plan with what became of it. */
export const itemsWithOutcomes = async (table: Table, { planId, parts = 0 }: YearEndPlan) => {
  const yearEnds = dynamoYearEnds(table);
  const found = await Promise.all(
    Array.from({ length: parts }, async (_, index) => {
      const [items, done] = await Promise.all([yearEnds.items(planId, index + 1), yearEnds.outcomes(planId, index + 1)]);
      return (items?.items ?? []).map((item, place) => ({ ...item, outcome: done?.outcomes[place] as PlanOutcome | undefined }));
    }),
  );
  return found.flat();
};

export const standingOf = async (table: Table) => {
  const money = dynamoMoney(table);
  const [envelopes, grant] = await Promise.all([money.envelopes("HSF7"), money.grant("HSF7")]);
  const sum = (of: "available" | "frozen" | "reserved" | "committed" | "paid" | "dueBack") =>
    envelopes.reduce((total, envelope) => total + envelope[of], 0);
  return {
    available: sum("available"),
    frozen: sum("frozen"),
    reserved: sum("reserved"),
    committed: sum("committed"),
    paid: sum("paid"),
    dueBack: sum("dueBack"),
    ...grant,
  };
};

const budget = (category: string) => ({ category, period: "whole", pot: "ordinary" }) as const;

export const fund = (table: Table, category: string, amount: number, entryId = `opening-${category}`) =>
  allocateExample(table, "HSF7", category, amount, entryId);

/** Money of the grant that is in no budget. */
export const grantOnly = (table: Table, amount: number) =>
  dynamoMoney(table).putIn({
    ...grantLedger("HSF7"),
    ...placesOf("grantIncrease"),
    entryId: "never-allocated",
    kind: "grantIncrease",
    amount: pence(amount),
    at: before.toISOString(),
    by: actorOf(dev),
    why: "A late part of the grant",
  });

const freeze = (table: Table, category: string, amount: number) =>
  dynamoBudgetChanges(table).doAtOnce(
    {
      changeId: "FREE-ZE00-0001",
      scheme: "HSF7",
      kind: "freeze",
      amount: pence(amount),
      budget: budget(category),
      why: "Kept back",
      state: "done",
      proposedBy: actorOf(dev),
      proposedAt: before.toISOString(),
      settled: { by: actorOf(dev), at: before.toISOString() },
    },
    zeroPence,
    pence(1_000_000_00),
  );

const noSafeWay = applicationLike({ contact: { ways: ["text"], phone: "07700 900982", safety: "Only after six." } });

export type Scene = {
  readonly open: Case;
  readonly toApprove: Case;
  readonly forMoney: Case;
  readonly given: Award;
  readonly notGiven: Award;
  readonly toPay: Award;
  readonly partners: Award;
  readonly runId: string;
};

/** One of everything that a scheme may leave open, with the money that it holds. */
export const sceneOn = async (table: Table): Promise<Scene> => {
  for (const [category, amount] of [
    ["WIDER_ESSENTIALS", 1_000_00],
    ["ESSENTIALS_ENERGY_WATER", 5_000_00],
    ["FOOD_EX_FSM", 500_00],
    ["ENERGY_WATER", 100_00],
  ] as const)
    await fund(table, category, amount);
  await grantOnly(table, 250_00);
  await freeze(table, "FOOD_EX_FSM", 30_00);

  const open = await submitExample(table, { at: before });
  // It came after the last day, so it has nothing to do with this scheme.
  await submitExample(table, { at: new Date("2026-04-01T08:00:00Z") });
  const decided = async (line: object, pounds: number): Promise<Case> => {
    const head = await submitExample(table, { at: before });
    await decide(head, pounds, before, waitingPortsOf(table), { lines: [line as never] });
    const now = await dynamoCases(table).find(head.caseId);
    if (!now) throw new Error("The case is there.");
    return now;
  };
  const toApprove = await decided(
    { item: "washingMachine", amount: pence(2_400_00), delivery: "TANGIBLE", reason: "Two machines." },
    2_400,
  );
  const toPay = await awardExample(table, { lines: [{ item: "fuelTopUp", amount: pence(49_00), delivery: "CASH" }], at: before });
  const forMoney = await decided({ item: "fuelTopUp", amount: pence(60_00), delivery: "CASH", reason: "A large meter." }, 60);
  const { provider } = exampleProvider();
  const given = await awardExample(table, { lines: [{ ...voucher, reason: "A winter coat." }], at: before });
  const notGiven = await awardExample(table, {
    lines: [{ ...voucher, amount: pence(45_00), reason: "A winter coat." }],
    at: before,
    application: noSafeWay,
  });
  const partners = await awardExample(table, {
    lines: [{ item: "foodParcel", amount: pence(35_00), delivery: "THIRD_PARTY" }],
    at: before,
  });
  for (const award of [toPay, given, notGiven, partners]) await started(table, award, provider, before);

  await dynamoPayments(table).begin(
    {
      batchId: "ABC123",
      state: "draft",
      version: 0,
      preparedAt: before.toISOString(),
      preparedBy: actorOf(dev),
      requestId: "r-1",
      payments: 0,
      total: zeroPence,
    },
    [{ lineId: lineIdOf(toPay.awardId, 0), caseId: toPay.caseId }],
  );
  const desk = await openDesk(table, before);
  const terms = { item: "washingMachine", delivery: "TANGIBLE", amount: 300_00 };
  const runId = await prepared(desk, csvOf(rowsFor(2)), terms, newKey(), before);
  await work(desk, runId, workerOn(table), before);
  return { open, toApprove, forMoney, given, notGiven, toPay, partners, runId };
};
