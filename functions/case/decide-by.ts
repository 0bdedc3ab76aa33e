import { areBankHolidaysKnown, unknownBankHolidays } from "../../shared/domain/bank/bank-holidays.ts";
import type { Case, CaseStatus } from "../../shared/domain/case/case.ts";
import { clockStart, dueDay } from "../../shared/domain/case/case-clock.ts";
import { formatDay, formatInstant, londonDay } from "../../shared/domain/dates.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeAt } from "../../shared/domain/scheme/scheme-book.ts";

/** An urgent case has until an instant, any other until the end of a day. */
export type DecideBy = {
  /** Absent while the clock stands still. */
  readonly at?: string;
  readonly text: string;
  readonly isLate: boolean;
  readonly isStopped: boolean;
  /** The facts about the limit that nobody has verified, or could know. */
  readonly unverified?: string;
};

type OnClock = Pick<Case, "urgent" | "submittedAt" | "pauses"> & { readonly status?: CaseStatus };

type Limit = { readonly at: string; readonly text: string; readonly lateAt: (instant: Date) => boolean; readonly isKnown: boolean };

const hourMs = 3_600_000;

/** The instant up to which a case was late or not: that of the question while the resident has yet to answer. */
const stoppedSince = ({ status, pauses }: OnClock) =>
  status === "asked" ? { at: pauses?.find(({ to }) => to === undefined)?.from } : undefined;

/** Urgent cases have hours of any day, as the guidance counts them. Others have working days. */
const limitOf = (item: OnClock, { urgentHours, otherDays }: Scheme["clock"]): Limit => {
  if (!item.urgent) {
    const day = dueDay(item, otherDays);
    return { at: day, text: formatDay(day), lateAt: (instant) => londonDay(instant) > day, isKnown: areBankHolidaysKnown(day) };
  }
  const at = new Date(Date.parse(clockStart(item)) + urgentHours * hourMs);
  return { at: at.toISOString(), text: formatInstant(at.toISOString()), lateAt: (instant) => instant > at, isKnown: true };
};

/** The clock is that of the scheme at the time of the application: a later scheme cannot give the council more time. */
export const decideBy = (item: OnClock, book: SchemeBook, now: Date): DecideBy | undefined => {
  const scheme = schemeAt(book, new Date(item.submittedAt)) ?? schemeAt(book, now);
  if (!scheme) return undefined;
  const { clock } = scheme;
  const { at, text, lateAt, isKnown } = limitOf(item, clock);
  const notes = [...(clock.verified ? [] : [clock.source]), ...(isKnown ? [] : [unknownBankHolidays])];
  const unverified = notes.length > 0 ? { unverified: notes.join(" ") } : {};
  const stopped = stoppedSince(item);
  if (!stopped) return { at, text, isLate: lateAt(now), isStopped: false, ...unverified };
  const since = stopped.at === undefined ? "" : ` since ${formatDay(londonDay(new Date(stopped.at)))}`;
  return { text: `Stopped${since}`, isLate: stopped.at !== undefined && lateAt(new Date(stopped.at)), isStopped: true, ...unverified };
};

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;

export const waitedWords = (since: string, now: Date): string => {
  const hours = Math.floor(Math.max(0, now.getTime() - Date.parse(since)) / hourMs);
  if (hours < 1) return "less than an hour";
  return hours < 48 ? plural(hours, "hour") : plural(Math.floor(hours / 24), "day");
};
