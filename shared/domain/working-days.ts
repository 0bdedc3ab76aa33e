import { isBankingDay } from "./bank/bank-holidays.ts";
import { addDays, type Day } from "./dates.ts";

/** The council works on Mondays to Fridays, without the bank holidays of England. */
const isWorkingDay = isBankingDay;

/** The day on which so many working days have passed after a day. */
export const addWorkingDays = (day: Day, days: number): Day => {
  let last = day;
  for (let counted = 0; counted < days; ) {
    last = addDays(last, 1);
    if (isWorkingDay(last)) counted += 1;
  }
  return last;
};

/** The working days after one day, up to and with another. */
export const workingDaysBetween = (from: Day, to: Day): number => {
  let counted = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) counted += 1;
  return counted;
};
