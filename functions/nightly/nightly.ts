import type { Context } from "aws-lambda";
import { clock } from "../../shared/clock.ts";
import { withCorrelation } from "../../shared/correlation.ts";
import { withDeadlineOf } from "../../shared/deadline.ts";
import { failedSteps, type NightlyRun, type StepDone, undoneIn } from "../../shared/domain/nightly-run.ts";
import { Fault } from "../../shared/fault.ts";
import { errorForLog, log } from "../../shared/http/log.ts";
import type { Nights } from "../../shared/store/nights.ts";

/** One part of the nightly work. Safe to run again, and to run twice at once. */
export type NightlyStep = {
  readonly name: string;
  readonly says: string;
  readonly run: (now: Date) => Promise<Readonly<Record<string, number>>>;
};

/**
 * Does the nightly work, one step after another, each at the time at which it begins: Lambda may run a night again hours later.
 * A step that fails stops no other. Finance's page shows it, and the run fails as a whole, so that an alarm rings.
 */
export const createNightly =
  ({ steps, nights }: { readonly steps: readonly NightlyStep[]; readonly nights: Pick<Nights, "keepRun"> }) =>
  async (_event: unknown, context: Context): Promise<NightlyRun> => {
    const { awsRequestId: requestId } = context;
    const began = clock();
    log.resetKeys();
    log.appendKeys({ requestId, correlationId: requestId, function: "nightly" });
    const done: StepDone[] = [];
    for (const step of steps) done.push(await withDeadlineOf(context, () => withCorrelation(requestId, () => take(step))));
    const run = { at: began.toISOString(), steps: done };
    await nights.keepRun(run);
    if (failedSteps(run).length > 0) throw new Fault("nightlyNotDone");
    return run;
  };

const take = async ({ name: step, says, run }: NightlyStep): Promise<StepDone> => {
  try {
    const counts = await run(clock());
    const done: StepDone = { step, says, outcome: "done", counts };
    // A step that left something undone rings the alarm too.
    if (undoneIn(done) > 0) log.error("partly done", { step, ...counts });
    else log.info("done", { step, ...counts });
    return done;
  } catch (error) {
    const code = error instanceof Fault ? error.code : "unexpected";
    log.error("failed", { step, code, error: errorForLog(error) });
    return { step, says, outcome: "failed", because: code };
  }
};
