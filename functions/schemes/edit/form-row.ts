import type { Condition, Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { type Row, type SectionName, sectionOf } from "../../../shared/domain/scheme-draft/sections.ts";
import type { TypedFields } from "../../../shared/forms/typed-form.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import { isBlank, type Unread } from "../../document/input.ts";
import { conditionInputs, conditionName, readCondition, typedCondition, typedConditions } from "./condition-inputs.ts";
import { readSchemeInput, type SchemeInput, type SchemeInputField, typedSchemeInput } from "./scheme-input.ts";

/** The inputs of one row of a section. A section that is no list is one row. */
export type FormRow = {
  readonly name: string;
  /** The name of the row among others that look alike: "Item 4". */
  readonly calledAs?: string;
  readonly inputs: readonly SchemeInput[];
  readonly hasConditions: boolean;
};

/** Rows are counted from 1, as they are called on the page. A section that is no list has no number. */
export const rowOf = (section: SectionName, number?: number): FormRow => {
  const name = number === undefined ? section : `${section}-${number}`;
  const { row: word, fields: described } = sectionOf(section);
  const fields = Object.entries(described);
  return {
    name,
    ...(word !== undefined && number !== undefined && { calledAs: `${word} ${number}` }),
    inputs: fields
      .filter(([, { kind }]) => kind !== "conditions" && kind !== "parameters")
      .map(([at, field]) => ({ name: `${name}-${at}`, at: [at], field: field as SchemeInputField })),
    hasConditions: fields.some(([, { kind }]) => kind === "conditions"),
  };
};

export const removeName = ({ name }: FormRow): string => `${name}-remove`;

/** The form ignores rows that nobody typed into. */
export const isBlankRow = (row: FormRow, form: Form): boolean =>
  row.inputs.every((input) => isBlank(input, form)) && typedConditions(row.name, form).length === 0;

/** The values of a row for the document, and the inputs that could not be read. */
export type RowRead = { readonly value: { readonly [field: string]: unknown }; readonly unread: readonly Unread[] };

export const readRow = ({ name, inputs, hasConditions }: FormRow, form: Form, scheme: Scheme): RowRead => {
  const values: Record<string, unknown> = {};
  const unread: Unread[] = [];
  for (const input of inputs) {
    const read = readSchemeInput(input, form, scheme);
    if (read.unread) unread.push(read.unread);
    const [field = "", part] = input.at;
    if (read.value !== undefined) values[field] = part === undefined ? read.value : { ...(values[field] as object), [part]: read.value };
  }
  if (!hasConditions) return { value: values, unread };
  const conditions = typedConditions(name, form).map((number) => readCondition(conditionName(name, number), form, scheme));
  return {
    value: { ...values, conditions: conditions.map(({ value }) => value) },
    unread: [...unread, ...conditions.flatMap((condition) => condition.unread)],
  };
};

const valueAt = (value: unknown, at: readonly string[]): unknown =>
  at.reduce((found, step) => (found as { readonly [step: string]: unknown } | undefined)?.[step], value);

export const typedRow = ({ name, inputs, hasConditions }: FormRow, value: Row, scheme: Scheme): TypedFields =>
  Object.assign(
    {},
    ...inputs.map((input) => typedSchemeInput(input, valueAt(value, input.at), scheme)),
    ...((hasConditions ? value.conditions : []) as readonly Condition[]).flatMap((condition, index) => {
      const typed = typedCondition(condition);
      return conditionInputs(conditionName(name, index + 1)).map((input) => typedSchemeInput(input, valueAt(typed, input.at), scheme));
    }),
  );
