import { londonDay } from "../../shared/domain/dates.ts";
import { firstPart, type Run } from "../../shared/domain/run/run.ts";
import { schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import type { Runs } from "../../shared/store/runs.ts";
import type { Schemes } from "../../shared/store/schemes.ts";

export type ResumeOutcome =
  | { readonly kind: "resumed"; readonly run: Run }
  | { readonly kind: "notAtWork"; readonly run: Run }
  /** Its scheme is over, so the rows that are left are never awarded. */
  | { readonly kind: "otherScheme"; readonly run: Run }
  | { readonly kind: "notFound" };

export type ResumePorts = {
  readonly runs: Pick<Runs, "find" | "lastRequested" | "requestPart" | "move">;
  readonly schemes: Pick<Schemes, "book">;
};

/**
 * Asks again for the part at which a run stands still. On a later day the rows that are left get a pass of their own: no
 * award is ever dated to a day gone by.
 */
export const resumeRun = async (
  { runId, now }: { readonly runId: string; readonly now: Date },
  { runs, schemes }: ResumePorts,
): Promise<ResumeOutcome> => {
  const run = await runs.find(runId);
  if (!run) return { kind: "notFound" };
  const last = await runs.lastRequested(runId);
  if (!last || (run.state !== "checking" && run.state !== "running")) return { kind: "notAtWork", run };
  const askedAt = now.toISOString();
  if (run.state === "checking" || londonDay(new Date(run.passAt)) === londonDay(now)) {
    await runs.requestPart({ ...last, attempt: last.attempt + 1, askedAt });
    return { kind: "resumed", run };
  }
  if (schemeAt(await schemes.book(now), now)?.code !== run.scheme) return { kind: "otherScheme", run };
  const pass = run.pass + 1;
  const moved = await runs.move(run, { pass, passAt: askedAt }, { runId, pass, part: firstPart, attempt: 0, askedAt });
  return { kind: "resumed", run: moved.kind === "moved" ? { ...run, pass, passAt: askedAt, version: run.version + 1 } : moved.now };
};
