import { awardLimitOf } from "../../shared/domain/award/award.ts";
import { countsInAll, limitPassed, type Passed, spansInAll } from "../../shared/domain/award/limits-together.ts";
import { mustJoin, type WaitsFor, waitsForSame } from "../../shared/domain/case/waiting-list.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { addPence, type Pence, zeroPence } from "../../shared/domain/money.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { firstPart, partsOfRun, type Run } from "../../shared/domain/run/run.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { partAgainst } from "../../shared/domain/separation.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Runs } from "../../shared/store/runs.ts";
import type { WaitingLists } from "../../shared/store/waiting-list.ts";
import { type BudgetOfRun, type ReadRunPorts, type RunNow, readRun, shortBudgets } from "./read-run.ts";

export type ApprovePorts = ReadRunPorts & {
  readonly runs: ReadRunPorts["runs"] & Pick<Runs, "approve" | "decided">;
  readonly waitingLists: Pick<WaitingLists, "ofScheme">;
};

export type ToApprove = { readonly runId: string; readonly seen: number; readonly by: Principal; readonly now: Date };

export type ApproveOutcome = { readonly kind: "approved"; readonly run: Run } | { readonly kind: "notFound" } | ApproveRefusal;

/** In order of precedence. */
export type ApproveRefusal =
  | { readonly kind: "ownRun"; readonly run: Run }
  | { readonly kind: "stale"; readonly run: Run }
  | { readonly kind: "otherScheme"; readonly run: Run }
  | { readonly kind: "nothingToAward"; readonly run: Run }
  | { readonly kind: "aboveLimit"; readonly run: Run; readonly limit: Pence; readonly highest: Pence }
  /** With this run the approver would pass what the scheme lets them commit together. */
  | { readonly kind: "aboveTogether"; readonly run: Run; readonly passed: Passed }
  /** A list does not go before people on the waiting list. */
  | { readonly kind: "othersWait"; readonly run: Run }
  | { readonly kind: "noMoneyLeft"; readonly run: Run; readonly short: readonly BudgetOfRun[] };

/**
 * Approves a checked run, or a second try of the rows that the money did not reach. The approver is not the preparer, and
 * each award is within the approver's limit.
 */
export const approveRun = (asked: ToApprove, ports: ApprovePorts): Promise<ApproveOutcome> =>
  retry<ApproveOutcome>(() => approveOnce(asked, ports));

const approveOnce = async ({ runId, seen, by, now }: ToApprove, ports: ApprovePorts): Promise<ApproveOutcome | typeof again> => {
  const found = await readRun(runId, now, ports);
  if (!found) return { kind: "notFound" };
  const { run } = found;
  if (partAgainst("run", "approveRun", by, partsOfRun(run))) return { kind: "ownRun", run };
  // A retry finds its own approval.
  if (run.version === seen + 1 && run.state === "running" && run.approvedBy?.id === by.id) return { kind: "approved", run };
  const isOpen = run.state === "ready" || run.state === "done";
  if (run.version !== seen || !isOpen) return { kind: "stale", run };
  // The same approval, sent twice at once, may have moved the sums and the money that this one read.
  const refused = async (refusal: ApproveRefusal) => ((await ports.runs.find(runId))?.version === seen ? refusal : again);
  const refusal = refusalOf(found, by);
  if (refusal) return refused(refusal);
  if (run.from === "list" && (await doOthersWait(found, ports))) return refused({ kind: "othersWait", run });

  const at = now.toISOString();
  const to: Partial<Run> = { state: "running", approvedBy: actorOf(by), approvedAt: at, pass: run.pass + 1, passAt: at };
  const ask = { runId, pass: run.pass + 1, part: firstPart, attempt: 0, askedAt: at };
  const { passed, counts } = await towardsLimits(found, by, now, ports);
  if (passed) return refused({ kind: "aboveTogether", run, passed });
  const moved = await ports.runs.approve(run, to, ask, counts);
  // The same person has committed something else since: their sums are read again.
  if (moved.kind === "sumsMoved") return again;
  if (moved.kind === "moved") return { kind: "approved", run: { ...run, ...to, version: run.version + 1 } };
  const isOwn = moved.now.approvedBy?.id === by.id && moved.now.version === seen + 1;
  return { kind: isOwn ? "approved" : "stale", run: moved.now };
};

/** All that the run may still award. A second try by the same person was counted when they first approved it. */
const towardsLimits = async ({ run, scheme, budgets }: RunNow, by: Principal, now: Date, { runs }: ApprovePorts) => {
  if (!scheme || (run.state === "done" && run.approvedBy?.id === by.id)) return { counts: [] };
  const today = londonDay(now);
  const toCommit = { scheme, by, today, total: addPence(budgets.map(({ needed }) => needed)), isOfRun: false };
  const inAll = await runs.decided(scheme.code, by.id, spansInAll(scheme, by, today));
  // The household's own sums are held to award by award.
  const passed = limitPassed({ ...toCommit, scheme: inAllOnly(scheme) }, { household: {}, inAll });
  return { passed, counts: countsInAll(toCommit) };
};

const inAllOnly = (scheme: Scheme): Scheme => ({
  ...scheme,
  limitsTogether: scheme.limitsTogether.filter(({ counts }) => counts === "all"),
});

/** Only a list is held back: chosen cases join the waiting list themselves, one by one. */
const doOthersWait = async ({ run, budgets }: RunNow, { waitingLists }: ApprovePorts): Promise<boolean> => {
  const lists = await waitingLists.ofScheme(run.scheme);
  const doWait = (wanted: WaitsFor) => lists.some((list) => waitsForSame(list, wanted) && mustJoin(list, false));
  return budgets.some(
    ({ category, purpose, needed, ofPurpose = zeroPence }) =>
      // A purpose's own money keeps nobody else waiting.
      (purpose !== undefined && doWait({ category, purpose })) || (needed > ofPurpose && doWait({ category })),
  );
};

const refusalOf = (found: RunNow, by: Principal): ApproveRefusal | undefined => {
  const { run, scheme, budgets, highest } = found;
  if (scheme?.code !== run.scheme) return { kind: "otherScheme", run };
  if (budgets.length === 0) return { kind: "nothingToAward", run };
  const limit = awardLimitOf(scheme, by.roles);
  if (limit !== undefined && highest > limit) return { kind: "aboveLimit", run, limit, highest };
  const short = shortBudgets(found);
  // A second try is for taking whatever money there is by now.
  return short.length > 0 && run.state === "ready" ? { kind: "noMoneyLeft", run, short } : undefined;
};
