import type { Context } from "aws-lambda";
import { withCorrelation } from "../../shared/correlation.ts";
import { withDeadlineOf } from "../../shared/deadline.ts";
import { failedSteps, type NightlyRun, type StepDone, undoneIn } from "../../shared/domain/nightly-run.ts";
import { Fault } from "../../shared/fault.ts";
import { errorForLog, log } from "../../shared/http/log.ts";
import type { Nights } from "../../shared/store/nights.ts";

/** One part of the nightly work. Safe to run again, and to run twice at once. */
export type NightlyStep = {
  readonly name: string;
  /** What it does, for whoever reads what came of it. */
  readonly says: string;
  readonly run: (now: Date) => Promise<Readonly<Record<string, number>>>;
};

/** What the schedule sends: the moment that it was due, which is the clock of everything that is done. */
export type ScheduledEvent = { readonly time: string };

/**
 * Does the nightly work, one step after another. A step that fails does not keep the others from being done: it is
 * shown to finance, and the whole is reported as failed, so that it is run again and somebody is told.
 */
export const createNightly =
  ({ steps, nights }: { readonly steps: readonly NightlyStep[]; readonly nights: Pick<Nights, "keepRun"> }) =>
  async ({ time }: ScheduledEvent, context: Context): Promise<NightlyRun> => {
    const { awsRequestId: requestId } = context;
    const now = new Date(time);
    log.resetKeys();
    log.appendKeys({ requestId, correlationId: requestId, function: "nightly" });
    const done: StepDone[] = [];
    for (const step of steps) done.push(await withDeadlineOf(context, () => withCorrelation(requestId, () => take(step, now))));
    const run = { at: now.toISOString(), steps: done };
    await nights.keepRun(run);
    if (failedSteps(run).length > 0) throw new Fault("nightlyNotDone");
    return run;
  };

const take = async ({ name: step, says, run }: NightlyStep, now: Date): Promise<StepDone> => {
  try {
    const counts = await run(now);
    const done: StepDone = { step, says, outcome: "done", counts };
    // What could not be done of a step rings the alarm as a failed step does.
    if (undoneIn(done) > 0) log.error("partly done", { step, ...counts });
    else log.info("done", { step, ...counts });
    return done;
  } catch (error) {
    const code = error instanceof Fault ? error.code : "unexpected";
    log.error("failed", { step, code, error: errorForLog(error) });
    return { step, says, outcome: "failed", because: code };
  }
};
