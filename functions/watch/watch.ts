import type { Context } from "aws-lambda";
import { withCorrelation } from "../../shared/correlation.ts";
import { Fault } from "../../shared/fault.ts";
import { errorForLog, log } from "../../shared/http/log.ts";

/** Numbers of a scheme, budget or service, and never of a person. */
export type Reading = Readonly<Record<string, number | string>>;

export type Gauge = { readonly name: string; readonly read: (now: Date) => Promise<readonly Reading[]> };

/** The clock of every gauge is the moment at which the schedule was due. */
export type ScheduledEvent = { readonly time: string };

/**
 * Logs every reading on a line of its own, from which CloudWatch makes the metrics. After a gauge that fails the others
 * are still read, and then the run fails.
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
