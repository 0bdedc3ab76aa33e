import type { Case } from "../../shared/domain/case/case.ts";
import { addDays, type Day, formatDay, formatInstant, londonDay } from "../../shared/domain/dates.ts";
import { type SchemeBook, schemeAt } from "../../shared/domain/scheme/scheme-book.ts";

/** An urgent case has until an instant, any other until the end of a day. */
export type DecideBy = {
  readonly at: string;
  readonly text: string;
  readonly isLate: boolean;
  /** The source of a limit that nobody has verified to be this council's own. */
  readonly unverified?: string;
};

const hourMs = 3_600_000;

/** Mondays to Fridays. Leaving out bank holidays can only make a limit earlier. */
const addWorkingDays = (day: Day, days: number): Day => {
  let last = day;
  for (let counted = 0; counted < days; ) {
    last = addDays(last, 1);
    if (![0, 6].includes(new Date(last).getUTCDay())) counted += 1;
  }
  return last;
};

/** The clock is that of the scheme at the time of the application: a later scheme cannot give the council more time. */
export const decideBy = (
  { urgent, submittedAt }: Pick<Case, "urgent" | "submittedAt">,
  book: SchemeBook,
  now: Date,
): DecideBy | undefined => {
  const submitted = new Date(submittedAt);
  const scheme = schemeAt(book, submitted) ?? schemeAt(book, now);
  if (!scheme) return undefined;
  const { clock } = scheme;
  const unverified = clock.verified ? {} : { unverified: clock.source };
  if (urgent) {
    const at = new Date(submitted.getTime() + clock.urgentHours * hourMs);
    return { at: at.toISOString(), text: formatInstant(at.toISOString()), isLate: now > at, ...unverified };
  }
  const day = addWorkingDays(londonDay(submitted), clock.otherDays);
  return { at: day, text: formatDay(day), isLate: londonDay(now) > day, ...unverified };
};

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;

export const waitedWords = (since: string, now: Date): string => {
  const hours = Math.floor(Math.max(0, now.getTime() - Date.parse(since)) / hourMs);
  if (hours < 1) return "less than an hour";
  return hours < 48 ? plural(hours, "hour") : plural(Math.floor(hours / 24), "day");
};
