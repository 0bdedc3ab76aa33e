import { addDays, type Day, londonDay } from "../dates.ts";

/**
 * The first day on which a version published now can start: a later one, so that what is read on a day stays true for
 * all of that day. In the last hour before midnight it is the day after, since clocks and journeys are not exact.
 */
export const earliestStart = (now: Date): Day => addDays(londonDay(new Date(now.getTime() + 3_600_000)), 1);
