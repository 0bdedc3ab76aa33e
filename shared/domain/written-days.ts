import { cleanCode } from "./clean-text.ts";
import { type Day, isDay, monthNamed } from "./dates.ts";

/** One day that a written date may mean. `order` says which of two numbers was taken for the day, where both could be it. */
export type Reading = { readonly day: Day; readonly order: "plain" | "dayFirst" | "monthFirst" };

type Parts = { readonly day: string; readonly month: string; readonly year: string };

/** "84" is 1984 or 2084. */
const yearsOf = (year: string): readonly string[] => (year.length === 2 ? [`19${year}`, `20${year}`] : [year]);

const daysOf = ({ day, month, year }: Parts, order: Reading["order"]): readonly Reading[] =>
  yearsOf(year)
    .map((whole) => ({ day: `${whole}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`, order }))
    .filter((reading) => isDay(reading.day));

/** Two numbers of which one is the day: Britain writes it first, America second. */
const eitherOrder = (first: string, second: string, year: string): readonly Reading[] => {
  if (Number(first) === Number(second)) return daysOf({ day: first, month: second, year }, "plain");
  return [...daysOf({ day: first, month: second, year }, "dayFirst"), ...daysOf({ day: second, month: first, year }, "monthFirst")];
};

const named = (day: string, word: string, year: string): readonly Reading[] => {
  const month = monthNamed(word);
  return month ? daysOf({ day, month, year }, "plain") : [];
};

const weekday = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? ?(?=\S)/i;
/** A spreadsheet may keep midnight with a day. */
const timeOfDay = /[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?$|[ T]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)$/i;

type Form = readonly [RegExp, (parts: readonly string[]) => readonly Reading[]];

const forms: readonly Form[] = [
  [/^(\d{4}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{1,2})$/, ([, year = "", month = "", day = ""]) => daysOf({ day, month, year }, "plain")],
  [/^(\d{1,2}) ?([-/. ]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})$/, ([, first = "", , second = "", year = ""]) => eitherOrder(first, second, year)],
  [
    /^(\d{1,2})(?:st|nd|rd|th)?[-/. ]?(?: ?of )?([a-z]{3,9})[.,]?[-/. ]?(\d{4}|\d{2})$/i,
    ([, day = "", word = "", year = ""]) => named(day, word, year),
  ],
  [
    /^([a-z]{3,9})\.?[- ]?(\d{1,2})(?:st|nd|rd|th)?(?:,|[- ]| ?, )[- ]?(\d{4})$/i,
    ([, word = "", day = "", year = ""]) => named(day, word, year),
  ],
  [/^(\d{4})(\d{2})(\d{2})$/, ([, year = "", month = "", day = ""]) => daysOf({ day, month, year }, "plain")],
  [/^(\d{2})(\d{2})(\d{4})$/, ([, first = "", second = "", year = ""]) => eitherOrder(first, second, year)],
];

/** Longer than any date with its weekday and time. */
const longest = 60;

/**
 * Every day that a written date may mean: "1984-03-09", "9 March 1984", "Fri 09-Mar-84", "March 9, 1984". One reading is the
 * date; with several, others of the file or the sense of the question decide, or nobody can tell.
 */
export const readingsOf = (written: string): readonly Reading[] => {
  if (written.length > longest) return [];
  const text = cleanCode(written).replace(weekday, "").replace(timeOfDay, "").trim();
  const readings = forms.flatMap(([form, read]) => {
    const parts = form.exec(text);
    return parts ? read(parts) : [];
  });
  return readings.filter(({ day }, index) => readings.findIndex((other) => other.day === day) === index);
};
