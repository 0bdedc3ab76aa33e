import { waitsForName } from "../../shared/domain/case/waiting-list.ts";
import { formatPounds, formatToThePenny } from "../../shared/domain/money.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { rulesLookedAt } from "../../shared/domain/run/list-rules.ts";
import { rowOutcomeKinds, rowOutcomes } from "../../shared/domain/run/row-outcome.ts";
import { partsOfRun, type Run, type RunState, runSources, runStates } from "../../shared/domain/run/run.ts";
import { deliveries, itemOf, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { partAgainst } from "../../shared/domain/separation.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import { countWords } from "../../shared/http/slice-wanted.ts";
import type { Slice } from "../../shared/store/slices.ts";
import { acts, functions } from "../../shared/system.ts";
import { evidenceWords } from "../case/input-words.ts";
import { lookView } from "./look-view.ts";
import { isDoubtful, namesToLookAt } from "./names-to-look-at.ts";
import { type RunNow, shortBudgets } from "./read-run.ts";
import { type MarkedRow, type RowsWanted, rowsIn, wantedWords } from "./rows-wanted.ts";

/** "12,345". */
const counted = (count: number): string => count.toLocaleString("en-GB");

const runRow = ({ runId, title, from, state, rows, preparedBy, preparedAt }: Run) => ({
  runId,
  title,
  from: runSources[from],
  state: runStates[state],
  rows: counted(rows),
  preparedBy: preparedBy.name,
  preparedAt,
});

const rowView = ({ row, reference, name = "", kind, because, amount, awardId, isNew, shares }: MarkedRow, opensAwards: boolean) => ({
  row,
  reference,
  name,
  isNew,
  shares,
  outcome: rowOutcomes[kind],
  because,
  amount: amount !== undefined && (kind === "awarded" || kind === "toAward" || kind === "noMoney") ? formatToThePenny(amount) : undefined,
  award: awardId && { id: awardId, href: opensAwards ? `/awards/${awardId}` : undefined },
});

/** The rows before these, and those after them. */
const pagesOf = (runId: string, { only, slice }: RowsWanted, last: number) => {
  const href = (to: number) => `/runs/${runId}?${new URLSearchParams({ ...(only && { show: only }), page: String(to) })}#rows`;
  return { page: slice, last, ...(slice > 1 && { previous: href(slice - 1) }), ...(slice < last && { next: href(slice + 1) }) };
};

const termsView = ({ item, delivery, amount, evidence, reason }: Run, scheme: Scheme | undefined) => ({
  item: (scheme && itemOf(scheme, item)?.label) ?? item,
  delivery: deliveries[delivery],
  amount: amount === undefined ? "The usual amount for the size of the household" : formatPounds(amount),
  evidence: evidenceWords(evidence, scheme),
  reason,
});

/** The steps open to this person, as the run stands. */
const stepsFor = (now: RunNow, principal: Principal) => {
  const { run, scheme, budgets, isStuck, counts } = now;
  const own = partAgainst("run", "approveRun", principal, partsOfRun(run));
  const mayDecide = !own && holdsOneOf(principal, acts.approveRun.who);
  return {
    ownWords: own && separationWords(own),
    isNothingToAward: run.state === "ready" && budgets.length === 0 && scheme?.code === run.scheme,
    mayApprove: mayDecide && run.state === "ready" && budgets.length > 0 && shortBudgets(now).length === 0,
    mayTryAgain: mayDecide && run.state === "done" && (counts.noMoney ?? 0) > 0,
    mayCancel: (run.state === "ready" || run.state === "checking") && holdsOneOf(principal, acts.cancelRun.who),
    /** The worker then sets the rest of the rows aside. */
    isOver: scheme?.code !== run.scheme,
    mayResume: isStuck && holdsOneOf(principal, acts.resumeRun.who),
  };
};

const stateColours: Readonly<Record<RunState, string>> = {
  checking: "blue",
  ready: "yellow",
  running: "blue",
  done: "green",
  cancelled: "grey",
};

/** The encoding that the list was read in, if somebody has to check it. */
const lettersView = (now: RunNow) =>
  isDoubtful(now.run) && {
    readAs: now.run.readAs ?? "UTF-8",
    mended: (now.run.mended ?? []).join(", "),
    names: namesToLookAt(now).map(({ row, name = "" }) => ({ row, name })),
  };

const runView = (now: RunNow, wanted: RowsWanted, principal: Principal) => {
  const { run, scheme, outcomes, counts, budgets, awarded } = now;
  const { rows, count, last } = rowsIn(now, wanted);
  const opensAwards = holdsOneOf(principal, functions.award.routes["GET /awards/{awardId}"]);
  return {
    run,
    state: runStates[run.state],
    stateColour: `govuk-tag--${stateColours[run.state]}`,
    from: runSources[run.from],
    rows: counted(run.rows),
    letters: lettersView(now),
    ignored: run.ignored ?? [],
    isAtWork: run.state === "checking" || run.state === "running",
    isStuck: now.isStuck,
    done: counted(outcomes.filter(({ kind }) => run.state === "checking" || kind !== "toAward").length),
    terms: termsView(run, scheme),
    ...(run.from === "list" && scheme && { rules: rulesLookedAt(scheme) }),
    counts: rowOutcomeKinds
      .filter((kind) => counts[kind])
      .map((kind) => ({ label: rowOutcomes[kind], count: counted(counts[kind] ?? 0), href: `/runs/${run.runId}?show=${kind}#rows` })),
    budgets: budgets.map(({ category, purpose, period, needed, left }) => ({
      label: `${scheme ? waitsForName(scheme, { category, ...(purpose !== undefined && { purpose }) }) : category}${period === "whole" ? "" : `, from ${period}`}`,
      needed: formatToThePenny(needed),
      left: formatToThePenny(left),
    })),
    isShort: shortBudgets(now).length > 0,
    awarded: awarded > 0 && formatToThePenny(awarded),
    shownKind: wanted.only && wantedWords(wanted.only),
    look: lookView(now),
    opensCases: holdsOneOf(principal, functions.assess.routes["GET /cases/{caseId}"]),
    rowsCounted: counted(count),
    table: rows.map((outcome) => rowView(outcome, opensAwards)),
    pages: pagesOf(run.runId, wanted, last),
    ...stepsFor(now, principal),
  };
};

type RunsPageView = {
  readonly counted: string;
  readonly runs: readonly ReturnType<typeof runRow>[];
  readonly mayPrepare: boolean;
  readonly next?: string;
  readonly first: boolean;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "bulk/run.njk": ReturnType<typeof runView> & { readonly errors?: readonly FormError[] };
    "bulk/runs.njk": RunsPageView;
  }
}

type Shown = { readonly status?: number; readonly errors?: readonly FormError[] };

export const runPage = (now: RunNow, wanted: RowsWanted, principal: Principal, { status, errors }: Shown = {}): Reply =>
  page("bulk/run.njk", { ...runView(now, wanted, principal), errors }, status);

/** Runs, the newest first; `isFirst` where none newer than these is left out. */
export const runsPage = ({ items, next, counted: length }: Slice<Run>, isFirst: boolean, principal: Principal): Reply =>
  page("bulk/runs.njk", {
    counted: countWords(length),
    runs: items.map(runRow),
    mayPrepare: holdsOneOf(principal, acts.prepareRun.who),
    next: next && `/runs?cursor=${encodeURIComponent(next)}`,
    first: !isFirst,
  });
