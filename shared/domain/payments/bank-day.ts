import { isBankingDay, nextBankingDay } from "../bank/bank-holidays.ts";
import { addDays, type Day, londonDay, startOfDay } from "../dates.ts";

/** The hour in London by which the council's bank takes a file, from the settings. */
export type CutOff = { readonly takesFilesUntilHour: number };

const lastBankingDayBefore = (day: Day): Day => {
  const before = addDays(day, -1);
  return isBankingDay(before) ? before : lastBankingDayBefore(before);
};

/** The clocks change on Sundays, so hours of a banking day count from its beginning. */
const cutOffOn = (day: Day, { takesFilesUntilHour }: CutOff): Date => new Date(startOfDay(day).getTime() + takesFilesUntilHour * 3_600_000);

/** The bank processes a file on the banking day after it takes it. */
export const processingDayFor = (at: Date, cutOff: CutOff): Day => {
  const today = londonDay(at);
  const isInTime = isBankingDay(today) && at < cutOffOn(today, cutOff);
  return nextBankingDay(isInTime ? today : nextBankingDay(today));
};

/** The last moment at which the bank takes a file for its day. */
export const takenUntil = (processingDay: Day, cutOff: CutOff): Date => cutOffOn(lastBankingDayBefore(processingDay), cutOff);
