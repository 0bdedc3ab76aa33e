import { becomes, compareRows, isSame, withStop } from "../document/compare-rows.ts";
import type { RuleSetting, Scheme } from "../scheme/scheme.ts";
import type { Offers } from "./field.ts";
import { fieldInWords, ruleSettingsInWords } from "./field-words.ts";
import { type Row, rowsOf, type Section, type SectionName, sectionNames, sectionOf } from "./sections.ts";

export type Change = { readonly section: SectionName; readonly sentence: string };

type Sides = { readonly from: Scheme; readonly to: Scheme; readonly offers: Offers };

const changedFields = ({ fields }: Section, before: Row, after: Row, sides: Sides): readonly string[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    if (isSame(before[name], after[name])) return [];
    if (field.kind === "parameters") return changedSettings(before as unknown as RuleSetting, after as unknown as RuleSetting, sides);
    const { from, to, offers } = sides;
    return [becomes(field.label, fieldInWords(field, name, before, from, offers), fieldInWords(field, name, after, to, offers))];
  });

const changedSettings = (before: RuleSetting, after: RuleSetting, { from, to }: Sides): readonly string[] => {
  const [was, is] = [ruleSettingsInWords(before, from), ruleSettingsInWords(after, to)];
  const names = [...new Set([...was, ...is].map(({ name }) => name))];
  return names
    .filter((name) => !isSame(before.parameters[name], after.parameters[name]))
    .map((name) => {
      const [earlier, later] = [was.find((one) => one.name === name), is.find((one) => one.name === name)];
      return becomes((later ?? earlier)?.label ?? name, earlier?.words ?? "", later?.words ?? "");
    });
};

const sectionChanges = (name: SectionName, sides: Sides): readonly string[] => {
  const section = sectionOf(name);
  const [before, after] = [rowsOf(sides.from, name), rowsOf(sides.to, name)];
  const changed = (was: Row, is: Row) => changedFields(section, was, is, sides);
  if (section.row === undefined) return changed(before[0] ?? {}, after[0] ?? {});
  const { offers } = sides;
  const rows = {
    title: section.title,
    word: section.row,
    key: (row: Row) => section.key?.(row) ?? "",
    name: (row: Row) => section.name?.(row, offers) ?? "",
    changed,
    fields: (row: Row, side: "before" | "after") =>
      Object.entries(section.fields).map(
        ([field, described]) =>
          [described.label, fieldInWords(described, field, row, side === "before" ? sides.from : sides.to, offers)] as const,
      ),
  };
  return compareRows(rows, before, after);
};

export const compareSchemes = (from: Scheme, to: Scheme, offers: Offers): readonly Change[] => [
  ...(from.code === to.code ? [] : [{ section: "about" as const, sentence: `Code of the scheme: ${from.code} becomes ${to.code}.` }]),
  ...sectionNames.flatMap((section) =>
    sectionChanges(section, { from, to, offers }).map((sentence) => ({ section, sentence: withStop(sentence) })),
  ),
];
