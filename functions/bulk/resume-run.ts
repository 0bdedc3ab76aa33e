import type { Run } from "../../shared/domain/run/run.ts";
import type { Runs } from "../../shared/store/runs.ts";

export type ResumeOutcome =
  | { readonly kind: "resumed"; readonly run: Run }
  | { readonly kind: "notAtWork"; readonly run: Run }
  | { readonly kind: "notFound" };

export type ResumePorts = { readonly runs: Pick<Runs, "find" | "lastRequested" | "requestPart"> };

/** Asks again for the part at which a run stands still. Its rows are decided at the time at which they are then taken. */
export const resumeRun = async (
  { runId, now }: { readonly runId: string; readonly now: Date },
  { runs }: ResumePorts,
): Promise<ResumeOutcome> => {
  const run = await runs.find(runId);
  if (!run) return { kind: "notFound" };
  const last = await runs.lastRequested(runId);
  if (!last || (run.state !== "checking" && run.state !== "running")) return { kind: "notAtWork", run };
  await runs.requestPart({ ...last, attempt: last.attempt + 1, askedAt: now.toISOString() });
  return { kind: "resumed", run };
};
