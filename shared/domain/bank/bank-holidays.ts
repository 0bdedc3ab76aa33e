import { addDays, type Day } from "../dates.ts";

/**
 * England and Wales, from gov.uk/bank-holidays, which publishes each year two years before: add it here. A library would
 * work the days out and miss one that is proclaimed.
 */
const bankHolidays: ReadonlySet<Day> = new Set([
  ...["2020-01-01", "2020-04-10", "2020-04-13", "2020-05-08", "2020-05-25", "2020-08-31", "2020-12-25", "2020-12-28"],
  ...["2021-01-01", "2021-04-02", "2021-04-05", "2021-05-03", "2021-05-31", "2021-08-30", "2021-12-27", "2021-12-28"],
  ...["2022-01-03", "2022-04-15", "2022-04-18", "2022-05-02", "2022-06-02", "2022-06-03", "2022-08-29", "2022-09-19"],
  ...["2022-12-26", "2022-12-27"],
  ...["2023-01-02", "2023-04-07", "2023-04-10", "2023-05-01", "2023-05-08", "2023-05-29", "2023-08-28", "2023-12-25", "2023-12-26"],
  ...["2024-01-01", "2024-03-29", "2024-04-01", "2024-05-06", "2024-05-27", "2024-08-26", "2024-12-25", "2024-12-26"],
  ...["2025-01-01", "2025-04-18", "2025-04-21", "2025-05-05", "2025-05-26", "2025-08-25", "2025-12-25", "2025-12-26"],
  ...["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28"],
  ...["2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28"],
  ...["2028-01-03", "2028-04-14", "2028-04-17", "2028-05-01", "2028-05-29", "2028-08-28", "2028-12-25", "2028-12-26"],
]);

/** Before the first day and after the last one, a bank holiday counts as a banking day. */
const bankHolidaysKnownFrom: Day = "2020-01-01";
export const bankHolidaysKnownTo: Day = "2028-12-31";

export const areBankHolidaysKnown = (day: Day): boolean => day >= bankHolidaysKnownFrom && day <= bankHolidaysKnownTo;

/** A page shows this beside a day that was worked out without bank holidays. */
export const unknownBankHolidays = `Bank holidays are known from ${bankHolidaysKnownFrom.slice(0, 4)} to ${bankHolidaysKnownTo.slice(0, 4)}. This day was worked out without them.`;

const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

export const isBankingDay = (day: Day): boolean => !isWeekend(day) && !bankHolidays.has(day);

export const nextBankingDay = (day: Day): Day => {
  const next = addDays(day, 1);
  return isBankingDay(next) ? next : nextBankingDay(next);
};
