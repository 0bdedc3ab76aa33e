import { cleanCode } from "./clean-text.ts";

/** A calendar day in London, "2024-05-31". */
export type Day = string;

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a day that the calendar has: not 31 June, not 29 February 2023. */
export const isDay = (text: string): text is Day => {
  const match = dayPattern.exec(text);
  if (!match) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

const londonParts = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/London",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

const hourMilliseconds = 3_600_000;
let lastHour = Number.NaN;
let lastDay = "";

/** Keeps the last answer: a day begins on an hour, and a decision asks for the same one many times. */
export const londonDay = (instant: Date): Day => {
  const hour = Math.floor(instant.getTime() / hourMilliseconds);
  if (hour !== lastHour) [lastHour, lastDay] = [hour, londonParts.format(instant)];
  return lastDay;
};

/** Whole years lived on a day. A birthday on 29 February is kept on 1 March. */
export const ageOn = (dateOfBirth: Day, day: Day): number => {
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
};

/** Stays within the month: 31 January and one month is 28 or 29 February. */
export const addMonths = (day: Day, months: number): Day => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
};

export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** The instant at which a day begins in London: an hour before midnight UTC in summer. */
export const startOfDay = (day: Day): Date => {
  const inUtc = new Date(`${day}T00:00:00Z`);
  const hourBefore = new Date(inUtc.getTime() - 3_600_000);
  return londonDay(hourBefore) === day ? hourBefore : inUtc;
};

export const monthsBetween = (from: Day, to: Day): number => {
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return addMonths(from, months) > to ? months - 1 : months;
};

const dayWords = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });
const instantWords = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "numeric",
  minute: "2-digit",
  hour12: true,
});

export const formatDay = (day: Day): string => dayWords.format(new Date(`${day}T00:00:00Z`));

const monthWords = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", month: "long", year: "numeric" });

/** "November 2026" from "2026-11". */
export const formatMonth = (month: string): string => monthWords.format(new Date(`${month}-01T00:00:00Z`));

export const formatInstant = (instant: string): string => instantWords.format(new Date(instant)).replace(", ", " at ");

const months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/** A month's own beginning, of three letters or more: "Sept", and neither "Ju" nor "Mayday". */
export const monthNamed = (typed: string): string | undefined => {
  const word = typed.toLowerCase().replace(/\.$/, "");
  const place = word.length < 3 ? -1 : months.findIndex((month) => month.startsWith(word));
  return place < 0 ? undefined : String(place + 1);
};

export type TypedDay =
  | { kind: "day"; day: Day }
  | { kind: "empty" }
  | { kind: "missing"; parts: ("day" | "month" | "year")[] }
  | { kind: "notReal" };

type Boxes = { readonly day: string; readonly month: string; readonly year: string };

/** A whole date pasted into the first box, such as "09/03/1984" or "9 March 1984". */
const fromOneBox = (boxes: Boxes): Boxes => {
  if (boxes.month !== "" || boxes.year !== "") return boxes;
  const [, day, month, year] = /^(\w{1,4})[ ./-](\w+)\.?[ ./-](\d{4})$/.exec(boxes.day) ?? [];
  if (day && month && year) return { day, month, year };
  const [, years, months, days] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(boxes.day) ?? [];
  return years && months && days ? { day: days, month: months, year: years } : boxes;
};

/** Reads the three boxes of a date question. The month may be a word, and the day "1st". */
export const parseTypedDay = (typed: Boxes): TypedDay => {
  const parts = fromOneBox({ day: cleanCode(typed.day), month: cleanCode(typed.month), year: cleanCode(typed.year) });
  const missing = (["day", "month", "year"] as const).filter((part) => parts[part] === "");
  if (missing.length === 3) return { kind: "empty" };
  if (missing.length > 0) return { kind: "missing", parts: missing };
  const month = monthNamed(parts.month) ?? parts.month;
  const date = parts.day.replace(/(?<=\d)(?:st|nd|rd|th)$/i, "");
  if (!/^\d{1,2}$/.test(date) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(parts.year)) return { kind: "notReal" };
  const day = `${parts.year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isDay(day) ? { kind: "day", day } : { kind: "notReal" };
};
