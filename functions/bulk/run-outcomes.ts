import { passedWords } from "../../shared/domain/award/limits-together.ts";
import { formatPounds } from "../../shared/domain/money.ts";
import type { Run } from "../../shared/domain/run/run.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import type { Again, Outcomes } from "../../shared/http/act.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { ApproveOutcome } from "./approve-run.ts";
import type { CancelOutcome } from "./cancel-run.ts";
import type { PrepareOutcome } from "./prepare-run.ts";
import type { BudgetOfRun } from "./read-run.ts";
import type { ResumeOutcome } from "./resume-run.ts";
import { termErrors } from "./run-form.ts";
import { runReply } from "./run-reply.ts";

const toRun = ({ run }: { readonly run: Run }) => ({ to: `/runs/${run.runId}` });

const sentOtherwise = "This was sent before with other terms or other rows, and that run is prepared. Start a new run for these.";

export const prepareOutcomes: Outcomes<PrepareOutcome> = {
  prepared: { page: toRun, api: ({ run }) => json(runReply(run), 202) },
  noScheme: { page: () => ({ status: 422 }), api: () => problem("no-scheme") },
  notAllowed: {
    page: ({ problems }, { form }) => ({ status: 400, errors: termErrors(problems, form) }),
    api: ({ problems }) => invalidRequest(problems),
  },
  otherRunUnderThisId: {
    page: () => ({ status: 409, errors: [{ field: "title", text: sentOtherwise }] }),
    api: () => problem("idempotency-key-reused", { detail: sentOtherwise }),
  },
  unreadable: {
    page: ({ because }) => ({ status: 400, errors: [{ field: "list", text: because }] }),
    api: ({ because }) => problem("list-unreadable", { detail: because }),
  },
};

const notFound: Outcomes<{ readonly kind: "notFound" }> = {
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
};

const stale = "Somebody has moved the run on since you looked. See what it comes to now.";
const ownRun = separationWords({ did: "prepareRun", does: "approveRun" });
const otherScheme = "Another scheme is open now than the one that this run was checked by. Prepare it again.";
const nothingToAward = "No row of this run can be awarded. See what each row came to.";
const othersWait = "Other households already wait for this budget’s money, and they come first.";

type AboveLimit = Extract<ApproveOutcome, { kind: "aboveLimit" }>;
const aboveLimit = ({ highest, limit }: AboveLimit) =>
  `The highest award is ${formatPounds(highest)}, and you may award up to ${formatPounds(limit)}.`;

const shortOf = ({ category, purpose, needed, left }: BudgetOfRun) =>
  `${purpose ?? category} needs ${formatPounds(needed)} and has ${formatPounds(left)} left`;
const tooLittle = ({ short }: { readonly short: readonly BudgetOfRun[] }) => `There is too little money: ${short.map(shortOf).join("; ")}.`;

/** Why a run was not approved stands above its rows. */
const notApproved = (status: number, text: string): Again => ({ status, errors: [{ field: "rows", text }] });

export const approveOutcomes: Outcomes<ApproveOutcome> = {
  ...notFound,
  approved: { page: toRun, api: ({ run }) => json(runReply(run), 202) },
  ownRun: { page: () => notApproved(403, ownRun), api: () => problem("second-person-needed", { detail: ownRun }) },
  stale: { page: () => notApproved(409, stale), api: () => problem("stale-run", { detail: stale }) },
  otherScheme: { page: () => notApproved(409, otherScheme), api: () => problem("no-scheme", { detail: otherScheme }) },
  nothingToAward: { page: () => notApproved(409, nothingToAward), api: () => problem("step-not-possible", { detail: nothingToAward }) },
  aboveLimit: {
    page: (outcome) => notApproved(403, aboveLimit(outcome)),
    api: (outcome) => problem("above-limit", { detail: aboveLimit(outcome) }),
  },
  aboveTogether: {
    page: ({ passed }) => notApproved(403, passedWords(passed)),
    api: ({ passed }) => problem("above-limit", { detail: passedWords(passed) }),
  },
  othersWait: { page: () => notApproved(409, othersWait), api: () => problem("no-money-left", { detail: othersWait }) },
  noMoneyLeft: {
    page: (outcome) => notApproved(409, tooLittle(outcome)),
    api: (outcome) => problem("no-money-left", { detail: tooLittle(outcome) }),
  },
};

/** The page of the run itself says where a run stands that could not be cancelled or resumed. */
export const cancelOutcomes: Outcomes<CancelOutcome> = {
  ...notFound,
  cancelled: { page: toRun, api: ({ run }) => json(runReply(run), 201) },
  stale: { page: toRun, api: () => problem("stale-run", { detail: stale }) },
};

export const resumeOutcomes: Outcomes<ResumeOutcome> = {
  ...notFound,
  resumed: { page: toRun, api: ({ run }) => json(runReply(run), 202) },
  notAtWork: { page: toRun, api: () => problem("stale-run", { detail: "The run is not at work." }) },
};
