import type { Run } from "../../shared/domain/run/run.ts";
import type { Runs } from "../../shared/store/runs.ts";

export type ResumeOutcome = { readonly kind: "resumed" | "notAtWork"; readonly run: Run } | { readonly kind: "notFound" };

/** Asks again for the part at which a run stands still. A part that was half done goes on where it was; one that is at work is not done twice. */
export const resumeRun = async (
  { runId, now }: { readonly runId: string; readonly now: Date },
  { runs }: { readonly runs: Pick<Runs, "find" | "lastAsked" | "ask"> },
): Promise<ResumeOutcome> => {
  const run = await runs.find(runId);
  if (!run) return { kind: "notFound" };
  const last = await runs.lastAsked(runId);
  if (!last || (run.state !== "checking" && run.state !== "running")) return { kind: "notAtWork", run };
  await runs.ask({ ...last, attempt: last.attempt + 1, askedAt: now.toISOString() });
  return { kind: "resumed", run };
};
