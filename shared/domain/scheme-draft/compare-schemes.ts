import type { RuleSetting, Scheme } from "../scheme/scheme.ts";
import { lowerFirst } from "../text.ts";
import { fieldInWords, ruleSettingsInWords } from "./field-words.ts";
import { type Row, rowsOf, type Section, type SectionName, sectionNames, sectionOf } from "./sections.ts";

/** One difference between two documents, in words. */
export type Change = { readonly section: SectionName; readonly sentence: string };

type Sides = { readonly from: Scheme; readonly to: Scheme };

const withoutStop = (text: string) => text.replace(/\.$/, "");
const orNothing = (words: string) => (words === "" ? "nothing" : words);
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What differs between two rows that are the same row: the field, and both values in words. */
const changedFields = ({ fields }: Section, before: Row, after: Row, { from, to }: Sides): readonly string[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    if (isSame(before[name], after[name])) return [];
    if (field.kind === "parameters")
      return changedSettings(before as unknown as RuleSetting, after as unknown as RuleSetting, { from, to });
    const [was, is] = [fieldInWords(field, name, before, from), fieldInWords(field, name, after, to)];
    return [`${field.label}: ${orNothing(was)} becomes ${orNothing(is)}`];
  });

const changedSettings = (before: RuleSetting, after: RuleSetting, { from, to }: Sides): readonly string[] => {
  const [was, is] = [ruleSettingsInWords(before, from), ruleSettingsInWords(after, to)];
  const names = [...new Set([...was, ...is].map(({ name }) => name))];
  return names
    .filter((name) => !isSame(before.parameters[name], after.parameters[name]))
    .map((name) => {
      const [earlier, later] = [was.find((one) => one.name === name), is.find((one) => one.name === name)];
      return `${(later ?? earlier)?.label}: ${earlier?.words ?? "nothing"} becomes ${later?.words ?? "nothing"}`;
    });
};

/** A row that is new or gone, with everything in it. */
const whole = ({ fields, name }: Section, row: Row, scheme: Scheme): string => {
  const details = Object.entries(fields)
    .map(([field, described]) => [described.label, fieldInWords(described, field, row, scheme)] as const)
    .filter(([, words]) => words !== "")
    .map(([label, words]) => `${lowerFirst(label)}: ${withoutStop(words)}`);
  return `${name?.(row)} (${details.join("; ")})`;
};

const withStop = (sentence: string) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);

const listChanges = (section: Section, before: readonly Row[], after: readonly Row[], sides: Sides): readonly string[] => {
  const { row: word, key, name } = section;
  const keyOf = (row: Row) => key?.(row) ?? "";
  const [was, is] = [new Map(before.map((row) => [keyOf(row), row])), new Map(after.map((row) => [keyOf(row), row]))];
  const changed = before.flatMap((row) => {
    const now = is.get(keyOf(row));
    if (!now) return [`${word} no longer used: ${whole(section, row, sides.from)}`];
    return changedFields(section, row, now, sides).map((change) => `${word} ${name?.(row)}, ${lowerFirst(change)}`);
  });
  const added = after.filter((row) => !was.has(keyOf(row))).map((row) => `${word} added: ${whole(section, row, sides.to)}`);
  const kept = { before: [...was.keys()].filter((each) => is.has(each)), after: [...is.keys()].filter((each) => was.has(each)) };
  const moved = isSame(kept.before, kept.after)
    ? []
    : [`“${section.title}” has another order: ${after.map((row) => name?.(row)).join("; ")}`];
  return [...changed, ...added, ...moved];
};

const sectionChanges = (name: SectionName, sides: Sides): readonly string[] => {
  const section = sectionOf(name);
  const [before, after] = [rowsOf(sides.from, name), rowsOf(sides.to, name)];
  if (section.row !== undefined) return listChanges(section, before, after, sides);
  const [was = {}] = before;
  const [is = {}] = after;
  return changedFields(section, was, is, sides);
};

/** What another version of a document changes, section by section, in words that need no knowledge of the format. */
export const compareSchemes = (from: Scheme, to: Scheme): readonly Change[] => [
  ...(from.code === to.code ? [] : [{ section: "about" as const, sentence: `Code of the scheme: ${from.code} becomes ${to.code}.` }]),
  ...sectionNames.flatMap((section) =>
    sectionChanges(section, { from, to }).map((sentence) => ({ section, sentence: withStop(sentence) })),
  ),
];
