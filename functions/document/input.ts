import * as z from "zod/mini";
import { documentAmount } from "../../shared/domain/document/document-values.ts";
import type { Field } from "../../shared/forms/field.ts";
import { choice, choices, count, day, lines, money, text, tick } from "../../shared/forms/fields.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { TypedFields } from "../../shared/forms/typed-form.ts";
import type { Form } from "../../shared/http/read-body.ts";

/** The kinds of field that one input takes. `Of` is what the choices depend on. */
export type InputField<Of extends readonly unknown[] = never> = {
  readonly label: string;
  readonly hint?: string;
  readonly isOptional?: boolean;
} & (
  | { readonly kind: "text" | "longText" | "day" | "pence" | "count" | "yesNo" | "lines"; readonly isShort?: true }
  | {
      readonly kind: "choice" | "choices";
      readonly options: (...of: Of) => { readonly [value: string]: string };
      /** The first option of the list, while nothing is chosen. */
      readonly empty?: string;
    }
);

/** One input of a form: its name, and the path of its value in the row. */
export type Input<Of extends readonly unknown[] = never> = {
  readonly name: string;
  readonly at: readonly string[];
  readonly field: InputField<Of>;
};

/** An input that cannot be read as its kind. Its error replaces the errors of the document for the same input. */
export type Unread = { readonly id: string; readonly error: FormError };

/** The id that links lead to: of a date, the first of three boxes. */
export const idOf = ({ name, field }: Input): string => (field.kind === "day" ? `${name}-day` : name);

/** Above every limit of a document, so that the document's own schema says what is too many. */
export const mostOfAnyCount = 999_999_999;
const anyText = z.optional(z.string());

/** An input as a field of the form kit. Fields may be empty, because the document's own schema says what is missing. */
export const fieldFor = <Of extends readonly unknown[]>({ name, field }: Input<Of>, of: Of): Field<unknown> => {
  const { label, hint } = field;
  const words = { name, label, ...(hint && { hint }) };
  switch (field.kind) {
    case "text":
      return text({ ...words, ...(field.isShort && { width: 10 }) }, anyText);
    case "longText":
      return text({ ...words, rows: 2 }, anyText);
    case "lines":
      return lines(words);
    case "day":
      return day({ ...words, called: label, isOptional: true });
    case "pence":
      return money({ ...words, bounds: { name: label, ...documentAmount }, isOptional: true });
    case "count":
      return count({ ...words, called: label, most: mostOfAnyCount, width: 5, isOptional: true });
    case "choice": {
      const select = field.empty ?? (field.isOptional ? "None" : "Choose");
      return choice({ ...words, options: field.options(...of), select, takesOthers: true }, anyText);
    }
    case "choices":
      return choices({ ...words, options: field.options(...of), isSmall: true }, z.array(z.string()));
    case "yesNo":
      return tick(words, z.boolean());
  }
};

export const isBlank = (input: Input, form: Form): boolean =>
  boxesOf(input).every((name) => form.all(name).every((typed) => typed.trim() === ""));

const boxesOf = ({ name, field }: Input) => (field.kind === "day" ? ["day", "month", "year"].map((part) => `${name}-${part}`) : [name]);

/** The value for the document. Empty inputs have none. */
export const readInput = <Of extends readonly unknown[]>(
  input: Input<Of>,
  form: Form,
  of: Of,
): { readonly value?: unknown; readonly unread?: Unread } => {
  const read = fieldFor(input, of).read(form);
  if (read.kind === "invalid") {
    const [error] = read.errors;
    return error ? { unread: { id: idOf(input), error } } : {};
  }
  return read.request === false && input.field.isOptional ? {} : { value: read.request };
};

export const typedFrom = <Of extends readonly unknown[]>(input: Input<Of>, value: unknown, of: Of): TypedFields =>
  value === undefined ? {} : fieldFor(input, of).typed(value);
