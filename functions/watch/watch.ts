import type { Context } from "aws-lambda";
import { withCorrelation } from "../../shared/correlation.ts";
import { Fault } from "../../shared/fault.ts";
import { errorForLog, log } from "../../shared/http/log.ts";

/** Numbers, and which scheme, budget or service they are of: never a person's. */
export type Reading = Readonly<Record<string, number | string>>;

/** One thing that is looked at: as many readings as there are things of its kind. */
export type Gauge = { readonly name: string; readonly read: (now: Date) => Promise<readonly Reading[]> };

/** What the schedule sends: the moment that it was due, which is the clock of everything that is read. */
export type ScheduledEvent = { readonly time: string };

/**
 * Writes down what every gauge says, a line a reading. The log is where the watch takes its metrics from. A gauge that
 * cannot be read keeps no other from being read, and the whole is then reported as failed.
 */
export const createWatch =
  (gauges: readonly Gauge[]) =>
  async ({ time }: ScheduledEvent, { awsRequestId: requestId }: Context): Promise<void> => {
    log.resetKeys();
    log.appendKeys({ requestId, correlationId: requestId, function: "watch" });
    let hasFailed = false;
    for (const { name: gauge, read } of gauges) {
      try {
        for (const reading of await withCorrelation(requestId, () => read(new Date(time)))) log.info("measured", { gauge, ...reading });
      } catch (error) {
        hasFailed = true;
        log.error("failed", { gauge, code: error instanceof Fault ? error.code : "unexpected", error: errorForLog(error) });
      }
    }
    if (hasFailed) throw new Fault("notMeasured");
  };
