import { daysBetween, londonDay } from "../../shared/domain/dates.ts";
import { barChart } from "../../shared/pages/charts/bar-chart.ts";
import type { DecidedCase } from "../../shared/store/gauges.ts";

/** Waits are shown for the decisions of so many days, as the present rate is. */
export const waitingDays = 28;

const spans = [
  { from: 0, to: 0, label: "The same day" },
  { from: 1, to: 2, label: "1 or 2 days" },
  { from: 3, to: 5, label: "3 to 5 days" },
  { from: 6, to: 10, label: "6 to 10 days" },
  { from: 11, to: undefined, label: "More than 10 days" },
] as const;

/** Days from an application to its decision, as the resident lives through them: weekends and questions count too. */
export type WaitingTimes = {
  readonly decisions: number;
  /** Undefined where there were no decisions. */
  readonly halfWithinDays?: number;
  readonly nineInTenWithinDays?: number;
  readonly spans: readonly { readonly from: number; readonly to?: number; readonly decisions: number }[];
};

const shareUpTo = (share: number, sorted: readonly number[]) => sorted[Math.ceil(share * sorted.length) - 1];

export const waitingTimesOf = (decided: readonly DecidedCase[]): WaitingTimes => {
  const days = decided
    .map(({ submittedAt, decision }) => Math.max(daysBetween(londonDay(new Date(submittedAt)), londonDay(new Date(decision.at))), 0))
    .sort((a, b) => a - b);
  const half = shareUpTo(0.5, days);
  const nineInTen = shareUpTo(0.9, days);
  return {
    decisions: days.length,
    ...(half !== undefined && { halfWithinDays: half }),
    ...(nineInTen !== undefined && { nineInTenWithinDays: nineInTen }),
    spans: spans.map(({ from, to }) => ({
      from,
      ...(to !== undefined && { to }),
      decisions: days.filter((day) => day >= from && day <= (to ?? Number.POSITIVE_INFINITY)).length,
    })),
  };
};

const within = (days: number): string => (days === 0 ? "on the same day" : days === 1 ? "within a day" : `within ${days} days`);

export const waitingTimesSay = ({ decisions, halfWithinDays, nineInTenWithinDays }: WaitingTimes): string => {
  if (halfWithinDays === undefined || nineInTenWithinDays === undefined) return `Nobody was decided about in the last ${waitingDays} days.`;
  const counted = decisions === 1 ? "The one decision" : `Of ${decisions.toLocaleString("en-GB")} decisions`;
  if (decisions === 1) return `${counted} of the last ${waitingDays} days came ${within(halfWithinDays)} of the application.`;
  return `${counted} in the last ${waitingDays} days, half came ${within(halfWithinDays)} of the application, and nine in ten ${within(nineInTenWithinDays)}.`;
};

export const waitingTimesDrawn = (waited: WaitingTimes) =>
  barChart({
    id: "waiting-time",
    title: "How long people waited for a decision",
    says: waitingTimesSay(waited),
    rowName: "From application to decision",
    parts: ["Decisions"],
    rows: waited.spans.map(({ decisions }, index) => ({ label: spans[index]?.label ?? "", values: [decisions] })),
    format: (count) => count.toLocaleString("en-GB"),
  });
