import { formatPounds, formatToThePenny } from "../../shared/domain/money.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { rulesLookedAt } from "../../shared/domain/run/list-rules.ts";
import { type RowOutcome, type RowOutcomeKind, rowOutcomeKinds, rowOutcomes } from "../../shared/domain/run/row-outcome.ts";
import { type Run, type RunState, runSources, runStates } from "../../shared/domain/run/run.ts";
import { categoryOf, deliveries, itemOf, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { functions } from "../../shared/system.ts";
import { evidenceWords } from "../case/input-words.ts";
import { type RunNow, shortBudgets } from "./read-run.ts";

export const rowsOnAPage = 50;

const may = (route: keyof typeof functions.bulk.routes, { roles }: Principal): boolean =>
  roles.some((role) => (functions.bulk.routes[route] as readonly string[]).includes(role));

export const mayPrepare = (principal: Principal): boolean => may("POST /runs", principal);

const awardReaders: readonly string[] = functions.award.routes["GET /awards/{awardId}"];

/** Which rows a page shows: those of one outcome, or all, and from which on. */
export type RowsAsked = { readonly kind?: RowOutcomeKind; readonly page: number };

export const rowsAskedFrom = (query: Readonly<Record<string, string | undefined>>): RowsAsked | undefined => {
  const kind = rowOutcomeKinds.find((each) => each === query.show);
  if (query.show && !kind) return undefined;
  const page = query.page ?? "1";
  return /^[1-9]\d{0,3}$/.test(page) ? { ...(kind && { kind }), page: Number(page) } : undefined;
};

/** "12,345". */
const counted = (count: number): string => count.toLocaleString("en-GB");

export const runSummary = ({ runId, title, from, state, rows, preparedBy, preparedAt }: Run) => ({
  runId,
  title,
  from: runSources[from],
  state: runStates[state],
  isOpen: state === "ready",
  rows: counted(rows),
  preparedBy: preparedBy.name,
  preparedAt,
});

const rowView = ({ row, reference, kind, because, amount, awardId }: RowOutcome, opensAwards: boolean) => ({
  row,
  reference,
  outcome: rowOutcomes[kind],
  because,
  amount: amount !== undefined && (kind === "awarded" || kind === "toAward" || kind === "noMoney") ? formatToThePenny(amount) : undefined,
  award: awardId && { id: awardId, href: opensAwards ? `/awards/${awardId}` : undefined },
});

/** Where a list of rows goes on, or back. */
const pagesOf = (runId: string, { kind, page }: RowsAsked, count: number) => {
  const href = (to: number) => `/runs/${runId}?${new URLSearchParams({ ...(kind && { show: kind }), page: String(to) })}#rows`;
  const last = Math.max(1, Math.ceil(count / rowsOnAPage));
  return { page, last, ...(page > 1 && { previous: href(page - 1) }), ...(page < last && { next: href(page + 1) }) };
};

const termsView = ({ item, delivery, amount, evidence, reason }: Run, scheme: Scheme | undefined) => ({
  item: (scheme && itemOf(scheme, item)?.label) ?? item,
  delivery: deliveries[delivery],
  amount: amount === undefined ? "The usual amount for the size of the household" : formatPounds(amount),
  evidence: evidenceWords(evidence, scheme),
  reason,
});

/** What this person may do with the run as it stands. */
const stepsFor = (now: RunNow, principal: Principal) => {
  const { run, scheme, budgets, isStuck, counts } = now;
  const isOver = run.state === "running" && scheme?.code !== run.scheme;
  const isOwn = run.preparedBy.id === principal.id;
  const mayDecide = !isOwn && may("POST /runs/{runId}/approve", principal);
  return {
    isOwn,
    mayApprove: mayDecide && run.state === "ready" && budgets.length > 0 && shortBudgets(now).length === 0,
    mayTryAgain: mayDecide && run.state === "done" && (counts.noMoney ?? 0) > 0,
    mayCancel: (run.state === "ready" || run.state === "checking") && may("POST /runs/{runId}/cancel", principal),
    isOver,
    mayResume: isStuck && !isOver && may("POST /runs/{runId}/resume", principal),
  };
};

const stateColours: Readonly<Record<RunState, string>> = {
  checking: "blue",
  ready: "yellow",
  running: "blue",
  done: "green",
  cancelled: "grey",
};

type RunPageView = ReturnType<typeof runView> & { readonly errors?: readonly FormError[] };
type RunsPageView = {
  readonly runs: readonly ReturnType<typeof runSummary>[];
  readonly mayPrepare: boolean;
  readonly next?: string;
  readonly first: boolean;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "bulk/run.njk": RunPageView;
    "bulk/runs.njk": RunsPageView;
  }
}

export const runView = (now: RunNow, asked: RowsAsked, principal: Principal) => {
  const { run, scheme, outcomes, counts, budgets, awarded } = now;
  const shown = asked.kind ? outcomes.filter(({ kind }) => kind === asked.kind) : outcomes;
  const opensAwards = principal.roles.some((role) => awardReaders.includes(role));
  return {
    run,
    state: runStates[run.state],
    stateColour: `govuk-tag--${stateColours[run.state]}`,
    from: runSources[run.from],
    rows: counted(run.rows),
    readAs: run.readAs !== "UTF-8" && run.readAs,
    isAtWork: run.state === "checking" || run.state === "running",
    isStuck: now.isStuck,
    done: counted(outcomes.filter(({ kind }) => run.state === "checking" || kind !== "toAward").length),
    terms: termsView(run, scheme),
    ...(run.from === "list" && scheme && { rules: rulesLookedAt(scheme) }),
    counts: rowOutcomeKinds
      .filter((kind) => counts[kind])
      .map((kind) => ({
        label: rowOutcomes[kind],
        count: counted(counts[kind] ?? 0),
        href: `/runs/${run.runId}?show=${kind}#rows`,
        isShown: kind === asked.kind,
      })),
    budgets: budgets.map(({ category, period, needed, left }) => ({
      label: `${(scheme && categoryOf(scheme, category)?.label) ?? category}${period === "whole" ? "" : `, from ${period}`}`,
      needed: formatToThePenny(needed),
      left: formatToThePenny(left),
      isShort: needed > left,
    })),
    isShort: shortBudgets(now).length > 0,
    awarded: awarded > 0 && formatToThePenny(awarded),
    shownKind: asked.kind && rowOutcomes[asked.kind],
    table: shown.slice((asked.page - 1) * rowsOnAPage, asked.page * rowsOnAPage).map((outcome) => rowView(outcome, opensAwards)),
    pages: pagesOf(run.runId, asked, shown.length),
    ...stepsFor(now, principal),
  };
};
