import type { DocumentProblem } from "../../../shared/domain/document/document-problem.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { type SectionName, sectionOf } from "../../../shared/domain/scheme-draft/sections.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import { idOf } from "../../document/input.ts";
import { conditionInputAt, conditionName, typedConditions } from "./condition-inputs.ts";
import { sectionsOnPage } from "./edit-pages.ts";
import { type FormRow, isBlankRow, type RowRead, readRow, removeName, rowOf } from "./form-row.ts";
import { rowOfUnused, rulesFrom } from "./rule-rows.ts";

/** A row as it was read, with its index in the section. */
type ReadRow = { readonly section: SectionName; readonly index?: number; readonly row: FormRow } & RowRead;

export type ReadPage = { readonly document: object; readonly rows: readonly ReadRow[] };

/** Above every limit of a section, so that the document's own schema says what is too many. */
const mostRows = 150;

export const rowsName = (section: SectionName): string => `${section}-rows`;

/** The rows of a list on the form, with the empty one at its end. */
export const rowCount = (section: SectionName, form: Form): number =>
  Math.min(mostRows, Number(/^\d{1,3}$/.exec(form.one(rowsName(section)))?.[0] ?? 0));

const readList = (section: SectionName, form: Form, scheme: Scheme): readonly ReadRow[] => {
  if (section === "rules") return rulesFrom(form, scheme).map((read, index) => ({ section, index, ...read }));
  return Array.from({ length: rowCount(section, form) }, (_, index) => rowOf(section, index + 1))
    .filter((row) => form.one(removeName(row)) !== "yes" && !isBlankRow(row, form))
    .map((row, index) => ({ section, index, row, ...readRow(row, form, scheme) }));
};

const readSection = (section: SectionName, form: Form, scheme: Scheme): readonly ReadRow[] => {
  if (sectionOf(section).row !== undefined) return readList(section, form, scheme);
  const row = rowOf(section);
  return [{ section, row, ...readRow(row, form, scheme) }];
};

/** The whole document, with the values of one page in it. */
export const readPage = (page: SectionName, form: Form, scheme: Scheme): ReadPage => {
  const sections = sectionsOnPage(page).map((section) => [section, readSection(section, form, scheme)] as const);
  const typed = sections.map(([section, rows]) => {
    const values = rows.map(({ value }) => value);
    return [section, sectionOf(section).row === undefined ? values[0] : values] as const;
  });
  return { document: { ...scheme, ...Object.fromEntries(typed) }, rows: sections.flatMap(([, rows]) => rows) };
};

export type MendedIn = { readonly id: string; readonly row: FormRow };

/** The input where people mend a problem; undefined where it is on another page. */
export const mendedIn = ({ place }: DocumentProblem, page: SectionName, { rows }: ReadPage, form: Form): MendedIn | undefined => {
  const [first, ...rest] = place;
  const section = sectionsOnPage(page).find((name) => name === first);
  if (!section) return undefined;
  const isList = sectionOf(section).row !== undefined;
  const index = isList ? rest[0] : undefined;
  const within = isList ? rest.slice(1) : rest;
  // An unused rule has a row too. People mend a problem of the whole list in its empty last row.
  const row = rows.find((read) => read.section === section && read.index === index)?.row ?? rowOfUnused(index) ?? lastRow(section, form);
  return { id: (within[0] === "conditions" ? conditionIdAt(row, within, form) : undefined) ?? ownIdAt(row, within), row };
};

const lastRow = (section: SectionName, form: Form): FormRow => rowOf(section, Math.max(1, rowCount(section, form)));

const firstIdOf = ({ inputs: [first] }: FormRow): string => (first ? idOf(first) : "");

const ownIdAt = (row: FormRow, within: DocumentProblem["place"]): string => {
  const input = row.inputs.find(({ at }) => at.every((step, depth) => within[depth] === step));
  return input ? idOf(input) : firstIdOf(row);
};

const conditionIdAt = ({ name }: FormRow, [, index, field]: DocumentProblem["place"], form: Form): string | undefined => {
  const number = typedConditions(name, form)[Number(index ?? 0)] ?? 1;
  const input = conditionInputAt(conditionName(name, number), field, form);
  return input && idOf(input);
};
