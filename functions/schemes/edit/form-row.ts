import type { Condition } from "../../../shared/domain/scheme/scheme.ts";
import { type Row, type SectionName, sectionOf } from "../../../shared/domain/scheme-draft/sections.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import { isBlank, type Typed, typedFrom, valueFrom } from "../../document/input.ts";
import { conditionInputs, conditionName, conditionsFrom, typedCondition } from "./condition-inputs.ts";
import type { SchemeInput, SchemeInputField } from "./scheme-input.ts";

/** What one row of a section is typed into; a section that is no list is one row. */
export type FormRow = {
  readonly name: string;
  /** What the row is called among others that look alike: "Item 4". */
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

/** A row that nothing was typed into is no row. */
export const isBlankRow = (row: FormRow, form: Form): boolean =>
  row.inputs.every((input) => isBlank(input, form)) && conditionsFrom(row.name, form).length === 0;

/** What was typed into a row, as a document has it. */
export const rowFrom = ({ name, inputs, hasConditions }: FormRow, form: Form): { readonly [field: string]: unknown } => {
  const values: Record<string, unknown> = {};
  for (const input of inputs) {
    const value = valueFrom(input, form);
    const [field = "", part] = input.at;
    if (value !== undefined) values[field] = part === undefined ? value : { ...(values[field] as object), [part]: value };
  }
  return { ...values, ...(hasConditions && { conditions: conditionsFrom(name, form).map(({ condition }) => condition) }) };
};

const valueAt = (value: unknown, at: readonly string[]): unknown =>
  at.reduce((found, step) => (found as { readonly [step: string]: unknown } | undefined)?.[step], value);

/** A row of the document as somebody would type it. */
export const typedRow = ({ name, inputs, hasConditions }: FormRow, value: Row): readonly Typed[] => [
  ...inputs.flatMap((input) => typedFrom(input, valueAt(value, input.at))),
  ...((hasConditions ? value.conditions : []) as readonly Condition[]).flatMap((condition, index) => {
    const typed = typedCondition(condition);
    return conditionInputs(conditionName(name, index + 1)).flatMap((input) => typedFrom(input, valueAt(typed, input.at)));
  }),
];
