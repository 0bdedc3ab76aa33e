import { birthProblem } from "../../shared/domain/application.ts";
import { type Day, parseTypedDay } from "../../shared/domain/dates.ts";
import { type Pence, parsePounds } from "../../shared/domain/money.ts";
import type { Typed } from "../../shared/store/drafts.ts";
import { listOf, type Problem, textOf } from "./question.ts";

type DateParts = { readonly day: string; readonly month: string; readonly year: string };
const dateParts = ["day", "month", "year"] as const;

/** Parts that are right whatever the other two are. */
const aRightDate: DateParts = { day: "1", month: "1", year: "2000" };

export const typedDateOf = (typed: Typed, name: string): DateParts => ({
  day: textOf(typed, `${name}-day`),
  month: textOf(typed, `${name}-month`),
  year: textOf(typed, `${name}-year`),
});

/** A date of birth from its three boxes. A problem links to the first box to mend. */
export const readBirthday = (typed: Typed, name: string, whenEmpty: string, today: Day): { day?: Day; problems: readonly Problem[] } => {
  const parts = typedDateOf(typed, name);
  const read = parseTypedDay(parts);
  const problemAt = (part: string, text: string) => ({ problems: [{ field: `${name}-${part}`, text }] });
  switch (read.kind) {
    case "empty":
      return problemAt("day", whenEmpty);
    case "missing":
      return problemAt(read.parts[0] ?? "day", `Date of birth must include a ${read.parts.join(" and a ")}`);
    case "notReal": {
      const wrong = dateParts.find((part) => parseTypedDay({ ...aRightDate, [part]: parts[part] }).kind !== "day") ?? "day";
      return problemAt(wrong, wrong === "year" ? "Year of birth must have 4 numbers, like 1980" : "Date of birth must be a real date");
    }
    case "day": {
      const text = birthProblem(read.day, today);
      return text ? { day: read.day, ...problemAt("year", text) } : { day: read.day, problems: [] };
    }
  }
};

/** An amount of money from its box. `name` is what the message calls it, such as "Savings". */
export const readPounds = (
  typed: Typed,
  field: string,
  name: string,
  whenEmpty: string,
): { amount?: Pence; problems: readonly Problem[] } => {
  const read = parsePounds(textOf(typed, field));
  const problem = (text: string) => ({ problems: [{ field, text }] });
  switch (read.kind) {
    case "pounds":
      return { amount: read.amount, problems: [] };
    case "empty":
      return problem(whenEmpty);
    case "negative":
      return problem(`${name} must be £0 or more`);
    case "tooLarge":
      return problem(`${name} must be £10 million or less`);
    case "unreadable":
      return problem(`${name} must be in pounds and pence, like 120 or 120.50`);
  }
};

/** A whole number from its box, such as an age. */
export const readCount = (
  typed: Typed,
  field: string,
  { name, whenEmpty, most }: { readonly name: string; readonly whenEmpty: string; readonly most: number },
): { count?: number; problems: readonly Problem[] } => {
  const text = textOf(typed, field).trim();
  if (text === "") return { problems: [{ field, text: whenEmpty }] };
  if (!/^\d{1,9}$/.test(text)) return { problems: [{ field, text: `${name} must be a whole number` }] };
  const count = Number(text);
  return count > most ? { problems: [{ field, text: `${name} must be ${most} or less` }] } : { count, problems: [] };
};

export const noneOfThese = "none";

/** What was ticked in a list that has a "none of these". Ticking both says nothing. */
export const readTicks = (typed: Typed, field: string, whenEmpty: string): { chosen: readonly string[]; problems: readonly Problem[] } => {
  const ticked = listOf(typed, field);
  const chosen = ticked.filter((option) => option !== noneOfThese);
  if (ticked.length === 0) return { chosen, problems: [{ field, text: whenEmpty }] };
  if (chosen.length > 0 && chosen.length < ticked.length)
    return { chosen, problems: [{ field, text: "Select what applies, or select that none of these does" }] };
  return { chosen, problems: [] };
};
