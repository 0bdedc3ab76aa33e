import type { Chance } from "../../infra/local/demo-data/random.ts";
import { addDays, type Day } from "../../shared/domain/dates.ts";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";

const openingMorning = 40;
const lastWeek = 3;
const monthStart = 3;
const winter = 2;

/** A day's applications against a quiet day's. Openings, last weeks, starts of months and cold months bring more. */
const weightOf = (day: Day, book: SchemeBook): number => {
  const month = Number(day.slice(5, 7));
  const isNear = ({ about: { end } }: SchemeBook[number]) => addDays(end, -7) < day && day <= end;
  return (
    (month >= 11 || month <= 3 ? winter : 1) *
    (Number(day.slice(8)) <= 3 ? monthStart : 1) *
    (book.some(({ about }) => about.start === day) ? openingMorning / monthStart : 1) *
    (book.some(isNear) ? lastWeek : 1)
  );
};

/** Draws days from the first to the last, both included, by those weights. */
export const daysFrom = (first: Day, last: Day, book: SchemeBook): ((chance: Chance) => Day) => {
  const days: { readonly day: Day; readonly upTo: number }[] = [];
  for (let day = first, upTo = 0; day <= last; day = addDays(day, 1)) {
    upTo += weightOf(day, book);
    days.push({ day, upTo });
  }
  const total = days.at(-1)?.upTo ?? 0;
  return (chance) => {
    const drawn = chance.next() * total;
    let [low, high] = [0, days.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((days[middle]?.upTo ?? 0) > drawn) high = middle;
      else low = middle + 1;
    }
    return days[low]?.day ?? last;
  };
};
