import { addDays, type Day } from "../dates.ts";

/**
 * England and Wales, from gov.uk/bank-holidays, which publishes each year two years before: add it here. A library would
 * work the days out and miss one that is proclaimed.
 */
const bankHolidays: ReadonlySet<Day> = new Set([
  ...["2025-01-01", "2025-04-18", "2025-04-21", "2025-05-05", "2025-05-26", "2025-08-25", "2025-12-25", "2025-12-26"],
  ...["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28"],
  ...["2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28"],
  ...["2028-01-03", "2028-04-14", "2028-04-17", "2028-05-01", "2028-05-29", "2028-08-28", "2028-12-25", "2028-12-26"],
]);

/** After this day, a bank holiday counts as a banking day. */
export const bankHolidaysKnownTo: Day = "2028-12-31";

const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

export const isBankingDay = (day: Day): boolean => !isWeekend(day) && !bankHolidays.has(day);

export const nextBankingDay = (day: Day): Day => {
  const next = addDays(day, 1);
  return isBankingDay(next) ? next : nextBankingDay(next);
};

/** Bacs takes a file on a banking day, the day of its release or the next one, and processes it on the banking day after. */
export const processingDayFor = (releasedOn: Day): Day =>
  nextBankingDay(isBankingDay(releasedOn) ? releasedOn : nextBankingDay(releasedOn));
