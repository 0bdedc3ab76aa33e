import { formatPounds } from "../../shared/domain/money.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import type { RowOutcome } from "../../shared/domain/run/row-outcome.ts";
import type { Run } from "../../shared/domain/run/run.ts";
import { invalidRequest, notFoundPage } from "../../shared/http/answer.ts";
import { json, type ProblemType, problem, type Reply, seeOther } from "../../shared/http/reply.ts";
import type { ApproveOutcome, ApproveRefusal } from "./approve-run.ts";
import type { CancelOutcome } from "./cancel-run.ts";
import type { PrepareOutcome } from "./prepare-run.ts";
import type { BudgetOfRun, RunNow } from "./read-run.ts";
import type { ResumeOutcome } from "./resume-run.ts";
import { type RowsAsked, rowsOnAPage } from "./run-view.ts";

export const runPath = ({ runId }: Pick<Run, "runId">): string => `/runs/${runId}`;

/** A run for programs, without what only its own steps need. */
export const runReplyOf = (run: Run) => {
  const { runId, title, from, state, version, scheme, rows, readAs, item, delivery, amount, reason } = run;
  const { preparedBy, preparedAt, approvedBy, approvedAt } = run;
  return {
    runId,
    title,
    from,
    state,
    version,
    scheme,
    rows,
    readAs,
    item,
    delivery,
    amount,
    reason,
    preparedBy: actorOf(preparedBy),
    preparedAt,
    approvedBy: approvedBy && actorOf(approvedBy),
    approvedAt,
  };
};

export const progressReply = ({ run, counts, budgets, awarded, isStuck }: RunNow): Reply =>
  json({ ...runReplyOf(run), counts, budgets, awarded, isStuck });

const rowReply = ({ row, reference, kind, because, category, amount, awardId }: RowOutcome) => ({
  row,
  reference,
  kind,
  because,
  category,
  amount,
  awardId,
});

export const rowsReply = ({ outcomes }: RunNow, { kind, page }: RowsAsked): Reply => {
  const shown = kind ? outcomes.filter((outcome) => outcome.kind === kind) : outcomes;
  const items = shown.slice((page - 1) * rowsOnAPage, page * rowsOnAPage);
  return json({ items: items.map(rowReply), ...(shown.length > page * rowsOnAPage && { next: String(page + 1) }) });
};

export const prepareReply = (outcome: PrepareOutcome): Reply => {
  switch (outcome.kind) {
    case "prepared":
      return json(runReplyOf(outcome.run), 202);
    case "noScheme":
      return problem("no-scheme");
    case "notAllowed":
      return invalidRequest(outcome.problems);
    case "unreadable":
      return problem("list-unreadable", { detail: outcome.because });
  }
};

const stale = "Somebody has moved the run on since you looked. See what it comes to now.";

const shortInWords = (short: readonly BudgetOfRun[]): string =>
  short.map(({ category, needed, left }) => `${category} needs ${formatPounds(needed)} and has ${formatPounds(left)} left`).join("; ");

/** Why a run could not be approved, in words for the page and the API alike. */
export const whyNotApproved = (outcome: ApproveRefusal): string => {
  switch (outcome.kind) {
    case "ownRun":
      return "You prepared this run, so somebody else approves it.";
    case "stale":
      return stale;
    case "otherScheme":
      return "Another scheme is open now than the one that this run was checked by. Prepare it again.";
    case "nothingToAward":
      return "No row of this run waits to be awarded.";
    case "aboveLimit":
      return `The highest award is ${formatPounds(outcome.highest)}, and you may award up to ${formatPounds(outcome.limit)}.`;
    case "othersWait":
      return "Other households already wait for this budget’s money, and they come first.";
    case "noMoneyLeft":
      return `There is too little money: ${shortInWords(outcome.short)}.`;
  }
};

const approveProblems = {
  ownRun: "second-person-needed",
  stale: "stale-run",
  otherScheme: "no-scheme",
  nothingToAward: "stale-run",
  aboveLimit: "above-limit",
  othersWait: "no-money-left",
  noMoneyLeft: "no-money-left",
} as const satisfies Record<ApproveRefusal["kind"], ProblemType>;

export const approveReply = (outcome: ApproveOutcome): Reply => {
  if (outcome.kind === "notFound") return problem("not-found");
  if (outcome.kind === "approved") return json(runReplyOf(outcome.run), 202);
  return problem(approveProblems[outcome.kind], { detail: whyNotApproved(outcome) });
};

export const approveStatus = (kind: keyof typeof approveProblems): number => (kind === "ownRun" || kind === "aboveLimit" ? 403 : 409);

export const cancelReply = (outcome: CancelOutcome): Reply => {
  if (outcome.kind === "notFound") return problem("not-found");
  return outcome.kind === "cancelled" ? json(runReplyOf(outcome.run), 201) : problem("stale-run", { detail: stale });
};

export const resumeReply = (outcome: ResumeOutcome): Reply => {
  if (outcome.kind === "notFound") return problem("not-found");
  if (outcome.kind === "otherScheme") return problem("no-scheme");
  return outcome.kind === "resumed" ? json(runReplyOf(outcome.run), 202) : problem("stale-run", { detail: "The run is not at work." });
};

/** A page's step leads back to the run, which says how it stands. */
export const stepPage = (outcome: CancelOutcome | ResumeOutcome): Reply =>
  outcome.kind === "notFound" ? notFoundPage() : seeOther(runPath(outcome.run));
