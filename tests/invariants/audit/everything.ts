import type { Application } from "../../../shared/domain/application.ts";
import type { Award } from "../../../shared/domain/award/award.ts";
import type { Case, CaseEvent } from "../../../shared/domain/case/case.ts";
import type { Message } from "../../../shared/domain/case/message.ts";
import type { Waiter, WaitingList } from "../../../shared/domain/case/waiting-list.ts";
import type { HouseholdClaims } from "../../../shared/domain/household/household.ts";
import type { HouseholdChange } from "../../../shared/domain/household/household-change.ts";
import type { BudgetChange } from "../../../shared/domain/ledger/budget-change.ts";
import type { EnvelopeShard, Grant } from "../../../shared/domain/ledger/envelope.ts";
import type { LedgerEntry } from "../../../shared/domain/ledger/ledger.ts";
import type { Line } from "../../../shared/domain/line/line.ts";
import type { PayeeRecord } from "../../../shared/domain/payments/payee-record.ts";
import type { Payment, PaymentBatch } from "../../../shared/domain/payments/payment-batch.ts";
import type { Run } from "../../../shared/domain/run/run.ts";
import type { PlanMoneyMoved, YearEndPlan } from "../../../shared/domain/year-end/year-end-plan.ts";
import type { Count } from "../../../shared/store/counts.ts";
import type { NotedDestination } from "../../../shared/store/destinations.ts";
import type { KindName } from "../../../shared/store/kinds.ts";

/** Every item of a table that must agree with others, by kind. */
export type Everything = {
  readonly shards: readonly EnvelopeShard[];
  readonly grants: readonly (Grant & { pk: string })[];
  readonly entries: readonly LedgerEntry[];
  readonly awards: readonly Award[];
  readonly lines: readonly Line[];
  readonly households: readonly HouseholdClaims[];
  readonly householdChanges: readonly HouseholdChange[];
  readonly cases: readonly Case[];
  readonly events: readonly CaseEvent[];
  readonly counts: readonly (Count & { pk: string })[];
  readonly waiters: readonly Waiter[];
  readonly waitingLists: readonly WaitingList[];
  readonly changes: readonly BudgetChange[];
  readonly batches: readonly PaymentBatch[];
  readonly payments: readonly Payment[];
  readonly payees: readonly PayeeRecord[];
  readonly accounts: readonly NotedDestination[];
  readonly messages: readonly Message[];
  readonly applications: readonly { readonly pk: string; readonly application: Application }[];
  readonly runs: readonly Run[];
  readonly plans: readonly YearEndPlan[];
  readonly planMoves: readonly PlanMoneyMoved[];
};

export const everythingFrom = (items: readonly Record<string, unknown>[]): Everything => {
  const byKind = grouped(items, ({ itemKind }) => String(itemKind));
  const all = <T>(kind: KindName) => (byKind.get(kind) ?? []) as T[];
  return {
    shards: all("envelope"),
    grants: all("grant"),
    entries: all("ledgerEntry"),
    awards: all("award"),
    lines: all("line"),
    households: all("household"),
    householdChanges: all("householdChange"),
    cases: all("case"),
    events: all("event"),
    counts: all("count"),
    waiters: all("waiter"),
    waitingLists: all("queue"),
    changes: all("budgetChange"),
    batches: all("paymentBatch"),
    payments: all("payment"),
    payees: all("payee"),
    accounts: all("account"),
    messages: all("message"),
    applications: all("application"),
    runs: all("run"),
    plans: all("yearEndPlan"),
    planMoves: all("yearEndMoved"),
  };
};

export const grouped = <T>(all: readonly T[], by: (one: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const name = by(one);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return groups;
};

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** A sentence for a figure that is not what it should be. */
export const differs = (place: string, is: number | undefined, shouldBe: number): string[] =>
  (is ?? 0) === shouldBe ? [] : [`${place} is ${is ?? "not there"}, and should be ${shouldBe}.`];

/** The household that each id names: itself, or the one that it is joined to. */
export const rootsIn = ({ households }: Pick<Everything, "households">): ((householdId: string) => string) => {
  const joinedTo = new Map(households.map((household) => [household.householdId, household.joinedTo]));
  const rootOf = (householdId: string): string => {
    const next = joinedTo.get(householdId);
    return next === undefined ? householdId : rootOf(next);
  };
  return rootOf;
};
