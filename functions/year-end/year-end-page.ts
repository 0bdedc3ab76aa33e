import { randomUUID } from "node:crypto";
import { formatDay, londonDay } from "../../shared/domain/dates.ts";
import { budgetName } from "../../shared/domain/ledger/budget-words.ts";
import { isOver } from "../../shared/domain/ledger/envelope.ts";
import { formatToThePenny, pence } from "../../shared/domain/money.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import {
  acts as actsOn,
  isListed,
  notListed,
  type PartDone,
  type PlanDeed,
  type PlanItem,
  type PlanOutcome,
  type PlanPart,
  planDeedNames,
  planDeeds,
  planKinds,
  planOutcomes,
  planStates,
  type YearEndPlan,
} from "../../shared/domain/year-end/year-end-plan.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { Again } from "../../shared/http/act.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import { acts, functions } from "../../shared/system.ts";
import { itemsPath, planPath, yearEndPath } from "./year-end-paths.ts";
import { notOverWords, ownPlanWords } from "./year-end-words.ts";

type Typed = Partial<Again> & { readonly form?: Form };

const stateColours = { listing: "blue", ready: "yellow", doing: "blue", done: "green", thrownAway: "grey" } as const;
const stateOf = ({ state }: YearEndPlan) => ({ text: planStates[state], colour: stateColours[state] });
const nameOf = ({ kind, reference }: YearEndPlan) => (reference ? `${planKinds[kind].label}: ${reference}` : planKinds[kind].label);

const plansView = (
  scheme: Scheme,
  plans: readonly YearEndPlan[],
  principal: Principal,
  now: Date,
  { notice, errors = [], form }: Typed,
) => ({
  scheme,
  action: yearEndPath(scheme.code),
  isEnded: isOver(scheme, londonDay(now)),
  end: formatDay(scheme.about.end),
  mayPrepare: holdsOneOf(principal, acts.prepareYearEnd.who),
  sendingId: form?.one("sendingId") || randomUUID(),
  plans: plans.map((plan) => ({
    name: nameOf(plan),
    href: planPath(plan),
    preparedAt: plan.preparedAt,
    preparedBy: plan.preparedBy.name,
    signedBy: plan.signedBy?.name,
    stateWords: stateOf(plan),
  })),
  notice,
  errors,
  errorAt: Object.fromEntries(errors.map(({ field, text }: FormError) => [field, { text }])),
  typedReference: form?.one("reference") ?? "",
});

const planView = (scheme: Scheme, plan: YearEndPlan, principal: Principal, now: Date, { notice, errors = [] }: Typed) => {
  const isOwn = plan.preparedBy.id === principal.id;
  const isReady = plan.state === "ready";
  const isEnded = isOver(scheme, londonDay(now));
  const maySettle = holdsOneOf(principal, acts.signYearEnd.who);
  const missing = isListed(plan) && isReady && plan.kind === "close" ? notListed(plan) : undefined;
  const rows = planDeedNames.flatMap((deed) => rowOf(deed, plan));
  return {
    scheme,
    plan,
    name: nameOf(plan),
    path: planPath(plan),
    stateWords: stateOf(plan),
    rows: rows.filter(({ isDone }) => isDone),
    listedOnly: rows.filter(({ isDone }) => !isDone),
    hasOutcomes: plan.outcomes !== undefined,
    isEmpty: isListed(plan) && rows.length === 0,
    missing: missing ? missingWords(missing) : undefined,
    maySign: isReady && isEnded && maySettle && !isOwn && !(plan.kind === "return" && rows.length === 0),
    mayThrowAway: maySettle && (isReady || plan.state === "listing"),
    why: isReady && maySettle ? (isEnded ? (isOwn ? ownPlanWords : undefined) : notOverWords(scheme)) : undefined,
    notice,
    errors,
  };
};

const rowOf = (deed: PlanDeed, plan: YearEndPlan) => {
  const sum = plan.sums?.[deed];
  if (!sum) return [];
  const outcomes = Object.entries(plan.outcomes?.[deed] ?? {}) as [PlanOutcome, number][];
  return [
    {
      label: planDeeds[deed].label,
      does: planDeeds[deed].does,
      items: sum.items.toLocaleString("en-GB"),
      amount: sum.amount > 0 ? formatToThePenny(sum.amount) : undefined,
      // While things are listed, their parts may still move.
      href: isListed(plan) ? itemsPath(plan, sum.firstPart) : undefined,
      isDone: actsOn(deed),
      outcomes: outcomes.map(([outcome, count]) => `${planOutcomes[outcome]}: ${count.toLocaleString("en-GB")}`),
    },
  ];
};

const missingWords = ({ reserved, committed }: { readonly reserved: number; readonly committed: number }): string | undefined => {
  if (reserved === 0 && committed === 0) return undefined;
  const sums = [
    ...(reserved === 0 ? [] : [`${formatToThePenny(pence(Math.abs(reserved)))} of reserved money`]),
    ...(committed === 0 ? [] : [`${formatToThePenny(pence(Math.abs(committed)))} of committed money`]),
  ];
  return `The budgets and this list differ by ${sums.join(" and ")}. Something moved while it was listed, or an award has not been given out yet. That money stays as it is. To list it too, throw this plan away and prepare another.`;
};

export type ItemsShown = { readonly items: PlanPart; readonly done?: PartDone };

const itemsView = (scheme: Scheme, plan: YearEndPlan, { items, done }: ItemsShown, principal: Principal) => {
  const { part } = items;
  const parts = plan.parts ?? 1;
  return {
    scheme,
    plan,
    name: nameOf(plan),
    title: `${nameOf(plan)}: items${parts > 1 ? `, part ${part} of ${parts}` : ""}`,
    path: planPath(plan),
    hasOutcomes: done !== undefined,
    rows: items.items.map((item, index) => {
      const outcome = done?.outcomes[index];
      return {
        ...placeOf(item, scheme, principal),
        does: planDeeds[item.deed].label,
        details: detailsOf(item),
        amount: item.amount === undefined ? undefined : formatToThePenny(item.amount),
        outcome: outcome && planOutcomes[outcome],
      };
    }),
    earlier: part > 1 ? itemsPath(plan, part - 1) : undefined,
    later: part < parts ? itemsPath(plan, part + 1) : undefined,
  };
};

const detailsOf = ({ what, until }: PlanItem): string => [what, until && `good until ${formatDay(until)}`].filter(Boolean).join(", ");

const lineReaders = functions.fulfil.routes["GET /lines/{lineId}"];
const awardReaders = functions.award.routes["GET /awards/{awardId}"];
const caseReaders = functions.assess.routes["GET /cases/{caseId}"];
const runReaders = functions.bulk.routes["GET /runs/{runId}"];
const batchReaders = functions.pay.routes["GET /payments/{batchId}"];

/** The name of an item, with its link for whoever may open it. */
const placeOf = ({ deed, of, shard }: PlanItem, scheme: Scheme, principal: Principal) => {
  const opens = (href: string, who: Parameters<typeof holdsOneOf>[1]) => ({ name: of, ...(holdsOneOf(principal, who) && { href }) });
  switch (deed) {
    case "releaseApproval":
      return opens(`/awards/${of}`, awardReaders);
    case "leaveWaitingList":
    case "carryCase":
      return opens(`/cases/${of}`, caseReaders);
    case "lapseCode":
    case "expireLater":
    case "keepLine":
      return opens(`/lines/${of}`, lineReaders);
    case "cancelRun":
    case "keepRun":
      return opens(`/runs/${of}`, runReaders);
    case "keepBatch":
      return opens(`/payments/${of}`, batchReaders);
    case "setAside":
    case "setAsideFrozen":
    case "returnToDepartment":
      return { name: shard ? budgetName(scheme, shard) : of };
    case "returnUnallocated":
      return { name: "The grant" };
  }
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "year-end/plans.njk": ReturnType<typeof plansView>;
    "year-end/plan.njk": ReturnType<typeof planView>;
    "year-end/items.njk": ReturnType<typeof itemsView>;
  }
}

export const plansPage = (scheme: Scheme, plans: readonly YearEndPlan[], principal: Principal, now: Date, typed: Typed = {}): Reply =>
  page("year-end/plans.njk", plansView(scheme, plans, principal, now, typed), typed.status);

export const planPage = (scheme: Scheme, plan: YearEndPlan, principal: Principal, now: Date, typed: Typed = {}): Reply =>
  page("year-end/plan.njk", planView(scheme, plan, principal, now, typed), typed.status);

export const itemsPage = (...asked: Parameters<typeof itemsView>): Reply => page("year-end/items.njk", itemsView(...asked));
