import type { Gauges } from "../../../shared/store/gauges.ts";
import type { Gauge } from "../watch.ts";

const minute = 60_000;

const shareUpTo = (share: number, sorted: readonly number[]): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;

/** Waits of the cases decided since the last reading; no reading where there were none. */
export const timeToDecision = (everyMinutes: number, stored: Pick<Gauges, "decidedIn">): Gauge => ({
  name: "timeToDecision",
  async read(now) {
    const decided = await stored.decidedIn(new Date(now.getTime() - everyMinutes * minute), now);
    const minutes = decided
      .map(({ submittedAt, decision }) => Math.max(0, Math.round((Date.parse(decision.at) - Date.parse(submittedAt)) / minute)))
      .sort((a, b) => a - b);
    if (minutes.length === 0) return [];
    return [{ decisions: minutes.length, halfWithinMinutes: shareUpTo(0.5, minutes), nineInTenWithinMinutes: shareUpTo(0.9, minutes) }];
  },
});
