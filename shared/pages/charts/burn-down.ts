import { addDays, type Day, daysBetween, formatDay } from "../../domain/dates.ts";
import type { Chart } from "./chart.ts";
import { lineChart } from "./line-chart.ts";

type BurnDownOf = {
  /** Unique on its page. */
  readonly id: string;
  readonly title: string;
  readonly from: Day;
  readonly to: Day;
  readonly today: Day;
  /** What there is to use up from the first day to the last, in pence. */
  readonly whole: number;
  /** What was left on days that are past, the oldest first. */
  readonly days: readonly { readonly day: Day; readonly left: number }[];
  readonly left: number;
  /** The day on which nothing is left at the present rate, if that is before the last. */
  readonly runsOutOn?: Day;
  readonly format: (value: number) => string;
};

/** What is left, day by day, beside what would be left if every day took the same. */
export const burnDown = ({ id, title, from, to, today, whole, days, left, runsOutOn, format }: BurnDownOf): Chart => {
  const length = Math.max(daysBetween(from, to) + 1, 1);
  const at = (day: Day) => Math.min(Math.max(daysBetween(from, day), 0), length);
  // To the pound: nobody planned the pennies.
  const evenOn = (day: Day) => (at(day) === 0 ? whole : Math.round((whole * (1 - at(day) / length)) / 100) * 100);
  const known = days.filter(({ day }) => day >= from && day <= to && day < today);
  const isUnderWay = today >= from && today <= to;
  const now = today > to ? to : today;
  const actual = [...known, { day: now, left }];
  const even = evenOn(now);
  const where = left > even ? "more than" : left < even ? "less than" : "the same as";
  return lineChart({
    id,
    title,
    says: isUnderWay
      ? `${format(left)} of ${format(whole)} is left on ${formatDay(today)}, ${where} the ${format(even)} that an even pace would leave.${runsOutOn ? ` At the present rate nothing is left on ${formatDay(runsOutOn)}.` : ""}`
      : `${format(left)} of ${format(whole)} is left. It ${today < from ? `begins on ${formatDay(from)}` : `ended on ${formatDay(to)}`}.`,
    from: { at: 0, label: formatDay(from) },
    to: { at: length, label: formatDay(to) },
    ...(isUnderWay && { mark: { at: at(today), label: "Today" } }),
    lines: [
      { label: "Left", look: "whole", points: actual.map(({ day, left }) => ({ at: at(day), value: left })) },
      {
        label: "Left at an even pace",
        look: "dashed",
        points: [
          { at: 0, value: whole },
          { at: length, value: 0 },
        ],
      },
      {
        label: "At the present rate",
        look: "points",
        points:
          isUnderWay && runsOutOn
            ? [
                { at: at(today), value: left },
                { at: at(runsOutOn), value: 0 },
              ]
            : [],
      },
    ],
    format,
    table: {
      first: "Day",
      columns: ["Left", "Left at an even pace"],
      rows: inTable(actual).map(({ day, left }) => ({ label: formatDay(day), cells: [format(left), format(evenOn(day))] })),
    },
  });
};

/** A day a week, back from the newest, so that the table of a year can be read. */
const inTable = <D extends { readonly day: Day }>(days: readonly D[]): readonly D[] => {
  const newest = days.at(-1);
  if (!newest) return [];
  const weeks = new Set(Array.from({ length: 53 }, (_, week) => addDays(newest.day, -7 * week)));
  return days.filter(({ day }, index) => weeks.has(day) || index === 0);
};
