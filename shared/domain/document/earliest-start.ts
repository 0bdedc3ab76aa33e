import { addDays, type Day, londonDay } from "../dates.ts";

/**
 * A version published now starts on a later day, because others read the book once a day.
 * In the last hour before midnight it starts a day later still, because clocks are not exact.
 */
export const earliestStart = (now: Date): Day => addDays(londonDay(new Date(now.getTime() + 3_600_000)), 1);
