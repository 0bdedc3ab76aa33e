import type { Gauges } from "../../../shared/store/gauges.ts";
import type { Gauge } from "../watch.ts";

const minute = 60_000;

/** The value that a share of the values does not go over. */
const shareUpTo = (share: number, sorted: readonly number[]): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;

/** How long those waited about whom somebody decided since the last look. Nothing is said where nobody did. */
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
