import { formatMonth } from "../dates.ts";
import { categoryOf, type Scheme } from "../scheme/scheme.ts";
import { daysOfPeriod, type EnvelopeId, isPurposePot, type Pot, pots, purposeCodeOf, purposeOfPot, wholePeriod } from "./envelope.ts";

/** "the whole scheme", "November 2026", or "November 2026 to January 2027". */
export const periodWords = (scheme: Scheme, { category, period }: Pick<EnvelopeId, "category" | "period">): string => {
  if (period === wholePeriod) return "the whole scheme";
  const { to } = daysOfPeriod(scheme, { category, period });
  const last = to.slice(0, 7);
  return last > period ? `${formatMonth(period)} to ${formatMonth(last)}` : formatMonth(period);
};

/** A purpose by the name that the scheme gives it, or by its code once the scheme no longer has it. */
export const potName = (scheme: Scheme, pot: Pot): string =>
  isPurposePot(pot) ? (purposeOfPot(scheme, pot)?.label ?? purposeCodeOf(pot) ?? pot) : pots[pot];

/** "Crisis payments, November 2026, urgent reserve"; everyday money of a whole scheme has its category's name alone. */
export const budgetName = (scheme: Scheme, { category, period, pot }: Omit<EnvelopeId, "scheme">): string =>
  [
    categoryOf(scheme, category)?.label ?? category,
    ...(period === wholePeriod ? [] : [periodWords(scheme, { category, period })]),
    ...(pot === "ordinary" ? [] : [isPurposePot(pot) ? potName(scheme, pot) : pots[pot].toLowerCase()]),
  ].join(", ");
