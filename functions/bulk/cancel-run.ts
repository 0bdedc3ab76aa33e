import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import type { Run } from "../../shared/domain/run/run.ts";
import type { Runs } from "../../shared/store/runs.ts";

export type CancelOutcome = { readonly kind: "cancelled" | "stale"; readonly run: Run } | { readonly kind: "notFound" };

/** Cancels a run that nobody has approved yet. Once it is approved, each award is taken back by itself. */
export const cancelRun = async (
  { runId, seen, by }: { readonly runId: string; readonly seen: number; readonly by: Principal },
  { runs }: { readonly runs: Pick<Runs, "find" | "move"> },
): Promise<CancelOutcome> => {
  const run = await runs.find(runId);
  if (!run) return { kind: "notFound" };
  if (run.state === "cancelled") return { kind: "cancelled", run };
  if (run.version !== seen || (run.state !== "ready" && run.state !== "checking")) return { kind: "stale", run };
  const to: Partial<Run> = { state: "cancelled", cancelledBy: actorOf(by) };
  const moved = await runs.move(run, to);
  if (moved.kind === "moved") return { kind: "cancelled", run: { ...run, ...to, version: run.version + 1 } };
  return { kind: moved.now.state === "cancelled" ? "cancelled" : "stale", run: moved.now };
};
