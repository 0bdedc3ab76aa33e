import { addDays, type Day, daysBetween, formatDay } from "../dates.ts";
import { addPence, type Pence } from "../money.ts";
import type { Scheme } from "../scheme/scheme.ts";
import { daysOfPeriod, type Envelope, type EnvelopeId, envelopeName } from "./envelope.ts";

export type BudgetDay = { readonly day: Day; readonly awarded: { readonly [envelope: string]: Pence }; readonly households: number };

export const rateDays = 28;

export const rateRule = `The present rate is what was awarded in the last ${rateDays} days, less what came back, counted in whole days; or since the budget’s first money, where that is less long ago.`;

export type RunOut =
  | { readonly kind: "runsOut"; readonly on: Day }
  | { readonly kind: "lasts"; readonly to: Day }
  | { readonly kind: "begins"; readonly on: Day }
  | { readonly kind: "empty" | "nothingAwarded" | "over" | "unknown" };

/** Money that came back is in none of these buckets. */
export const awardedFrom = ({ reserved, committed, paid }: Pick<Envelope, "reserved" | "committed" | "paid">): Pence =>
  addPence([reserved, committed, paid]);

/** The rate begins 28 days ago, or on the last day before the budget's first money. */
const counted = (id: EnvelopeId, days: readonly BudgetDay[], today: Day): { from: Day; awarded: number } => {
  const name = envelopeName(id);
  const first = days.findIndex(({ awarded }) => Object.hasOwn(awarded, name));
  // A day without the budget was before its first money.
  if (first !== 0) return { from: days.at(first - 1)?.day ?? today, awarded: 0 };
  return { from: days[0]?.day ?? today, awarded: days[0]?.awarded[name] ?? 0 };
};

export const runOutOf = (scheme: Scheme, envelope: Envelope, days: readonly BudgetDay[], today: Day): RunOut => {
  const { from: begins, to } = daysOfPeriod(scheme, envelope);
  if (today > to) return { kind: "over" };
  if (today < begins) return { kind: "begins", on: begins };
  if (envelope.available === 0) return { kind: "empty" };
  const lately = days.filter(({ day }) => day >= addDays(today, -rateDays) && day <= today);
  if (lately.length === 0) return { kind: "unknown" };

  const { from, awarded } = counted(envelope, lately, today);
  const spent = awardedFrom(envelope) - awarded;
  if (spent <= 0) return { kind: "nothingAwarded" };
  const daysLeft = Math.floor((envelope.available * Math.max(daysBetween(from, today), 1)) / spent);
  return daysLeft > daysBetween(today, to) ? { kind: "lasts", to } : { kind: "runsOut", on: addDays(today, daysLeft) };
};

export const runOutWords = (runOut: RunOut): string => {
  switch (runOut.kind) {
    case "runsOut":
      return `Runs out on ${formatDay(runOut.on)} at the present rate`;
    case "lasts":
      return `At the present rate it lasts past the end, ${formatDay(runOut.to)}`;
    case "begins":
      return `Begins on ${formatDay(runOut.on)}`;
    case "empty":
      return "Nothing is left";
    case "nothingAwarded":
      return "Nothing was awarded lately";
    case "over":
      return "Its time is over";
    case "unknown":
      return "The rate is known after the first night";
  }
};
