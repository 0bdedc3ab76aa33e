import { ownRuleInWords } from "../../../shared/domain/rules/own-rule.ts";
import { alwaysOnWords } from "../../../shared/domain/rules/settings.ts";
import type { OwnRule, Scheme } from "../../../shared/domain/scheme/scheme.ts";
import type { Offers } from "../../../shared/domain/scheme-draft/field.ts";
import { rowsOf, type SectionName, sectionOf } from "../../../shared/domain/scheme-draft/sections.ts";
import type { FieldView } from "../../../shared/forms/field.ts";
import type { FormError } from "../../../shared/forms/form.ts";
import { type TypedFields, typedForm } from "../../../shared/forms/typed-form.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import { conditionInputs, conditionName, mostConditions, typedConditions } from "./condition-inputs.ts";
import { sectionsOnPage } from "./edit-pages.ts";
import { type FormRow, removeName, rowOf, typedRow } from "./form-row.ts";
import { rowCount, rowsName } from "./read-page.ts";
import { rulesInOrder, typedRules } from "./rule-rows.ts";
import { viewSchemeInput } from "./scheme-input.ts";

type ConditionView = { readonly legend: string; readonly isOpen: boolean; readonly inputs: readonly FieldView[] };
type RowView = {
  readonly id: string;
  readonly title: string;
  /** The saved row as a sentence, where its inputs are hard to read. */
  readonly inWords?: string;
  readonly tag?: string;
  readonly note?: string;
  readonly isOpen: boolean;
  readonly inputs: readonly FieldView[];
  readonly conditions: readonly ConditionView[];
  /** Said where there is no room for another condition. */
  readonly isFull?: string;
  /** The tick that takes the row out. */
  readonly remove?: { readonly name: string; readonly isTicked: boolean };
};
type SectionView = {
  readonly name: SectionName;
  readonly title: string;
  readonly hint?: string;
  readonly isList: boolean;
  readonly rowsName: string;
  readonly rowCount: number;
  readonly rows: readonly RowView[];
};

/** The values of the document as typed, with an empty row at the end of each list. */
export const typedPage = (page: SectionName, scheme: Scheme): Form =>
  typedForm(Object.assign({}, ...sectionsOnPage(page).map((section) => typedSection(section, scheme))));

const typedSection = (section: SectionName, scheme: Scheme): TypedFields => {
  if (section === "rules") return typedRules(scheme);
  const rows = rowsOf(scheme, section);
  const isList = sectionOf(section).row !== undefined;
  return Object.assign(
    { [rowsName(section)]: String(rows.length + 1) },
    ...rows.map((value, index) => typedRow(rowOf(section, isList ? index + 1 : undefined), value, scheme)),
  );
};

/** `isAsSaved`: the rows of the form are those of the document, so the page can use the document's names for them. */
export type PageViewShown = {
  readonly scheme: Scheme;
  readonly offers: Offers;
  readonly form: Form;
  readonly errors: readonly FormError[];
  readonly isAsSaved: boolean;
};

export const pageView = (page: SectionName, ask: PageViewShown): readonly SectionView[] =>
  sectionsOnPage(page).map((name) => {
    const { title, hint, row } = sectionOf(name);
    const rows = name === "rules" ? ruleViews(ask) : row === undefined ? [rowView(rowOf(name), "", ask)] : listViews(name, ask);
    return { name, title, ...(hint && { hint }), isList: row !== undefined, rowsName: rowsName(name), rowCount: rows.length, rows };
  });

const ruleViews = (ask: PageViewShown): readonly RowView[] =>
  rulesInOrder(ask.scheme).map((row) => ({
    ...rowView(row, row.says, ask),
    tag: !row.hasTick ? "Always on" : ask.form.one(`${row.name}-used`) === "yes" ? "Used" : "Not used",
    ...(row.alwaysOn && { note: alwaysOnWords(row.alwaysOn) }),
  }));

const listViews = (section: SectionName, ask: PageViewShown): readonly RowView[] => {
  const { title: list, name } = sectionOf(section);
  const saved = ask.isAsSaved ? rowsOf(ask.scheme, section) : [];
  const count = Math.max(1, rowCount(section, ask.form));
  return Array.from({ length: count }, (_, index) => {
    const row = rowOf(section, index + 1);
    const value = saved[index];
    const isNew = index === count - 1;
    const called = value && name ? `${row.calledAs}: ${name(value, ask.offers)}` : (row.calledAs ?? list);
    const title = isNew ? `Add to “${list}”` : called;
    return {
      ...rowView(row, title, ask),
      ...(value && section === "ownRules" && { inWords: ownRuleInWords(value as unknown as OwnRule, ask.scheme) }),
      ...(!isNew && { remove: { name: removeName(row), isTicked: ask.form.one(removeName(row)) === "yes" } }),
    };
  });
};

const rowView = (row: FormRow, title: string, ask: PageViewShown): RowView => {
  const inputs = row.inputs.map((input) => viewSchemeInput(input, ask.scheme, ask.offers, ask));
  const conditions = row.hasConditions ? conditionViews(row, ask) : [];
  const isFull = conditions.length === mostConditions && conditions.at(-1)?.isOpen;
  return {
    id: row.name,
    title,
    isOpen: ask.errors.some(({ field }) => field.startsWith(`${row.name}-`)),
    inputs,
    conditions,
    ...(isFull && { isFull: `This has ${mostConditions} conditions, which is the most. For more, add another row to the list.` }),
  };
};

/** The typed conditions, and an empty one to add. */
const conditionViews = (row: FormRow, ask: PageViewShown): readonly ConditionView[] => {
  const typed = typedConditions(row.name, ask.form);
  const shown = Math.min(mostConditions, Math.max(0, ...typed) + 1);
  return Array.from({ length: shown }, (_, index) => index + 1).map((number) => {
    const name = conditionName(row.name, number);
    return {
      legend: `Condition ${number}`,
      isOpen: number <= Math.max(1, ...typed),
      inputs: conditionInputs(name).map((input) => viewSchemeInput(input, ask.scheme, ask.offers, ask)),
    };
  });
};
