import { lowerFirst } from "../text.ts";

/** The words and keys with which the rows of two lists are compared. */
export type ComparedRows<Row> = {
  readonly title: string;
  /** One of the list, as in "Item added". */
  readonly word: string;
  /** Identifies a row across versions. */
  readonly key: (row: Row) => string;
  /** The name of a row in a sentence. */
  readonly name: (row: Row) => string;
  /** A sentence for each field that differs between a row and the same row later. */
  readonly changed: (before: Row, after: Row) => readonly string[];
  /** Every field of a row, by its label and in words; empty where it has no value. */
  readonly fields: (row: Row, side: "before" | "after") => readonly (readonly [label: string, words: string])[];
};

const withoutStop = (text: string) => text.replace(/\.$/, "");
const orNothing = (words: string) => (words === "" ? "nothing" : words);
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
export const withStop = (sentence: string): string => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);
export const becomes = (label: string, was: string, is: string): string => `${label}: ${orNothing(was)} becomes ${orNothing(is)}`;

/** The differences of two lists: rows that changed, are gone or are new, and another order of those that stay. */
export const compareRows = <Row>(rows: ComparedRows<Row>, before: readonly Row[], after: readonly Row[]): readonly string[] => {
  const { title, word, key, name } = rows;
  const whole = (row: Row, side: "before" | "after") =>
    `${name(row)} (${rows
      .fields(row, side)
      .filter(([, words]) => words !== "")
      .map(([label, words]) => `${lowerFirst(label)}: ${withoutStop(words)}`)
      .join("; ")})`;
  const [was, is] = [new Map(before.map((row) => [key(row), row])), new Map(after.map((row) => [key(row), row]))];
  const changed = before.flatMap((row) => {
    const now = is.get(key(row));
    if (!now) return [`${word} no longer used: ${whole(row, "before")}`];
    return rows.changed(row, now).map((change) => `${word} ${name(row)}, ${lowerFirst(change)}`);
  });
  const added = after.filter((row) => !was.has(key(row))).map((row) => `${word} added: ${whole(row, "after")}`);
  const kept = { before: [...was.keys()].filter((each) => is.has(each)), after: [...is.keys()].filter((each) => was.has(each)) };
  const moved = isSame(kept.before, kept.after) ? [] : [`“${title}” has another order: ${after.map((row) => name(row)).join("; ")}`];
  return [...changed, ...added, ...moved];
};
