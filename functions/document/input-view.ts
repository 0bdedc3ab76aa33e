import type { Form } from "../../shared/http/read-body.ts";
import { dateParts, type Input, idOf, typedDateOf } from "./input.ts";

export type ErrorsById = ReadonlyMap<string, string>;
export type InputContext<Of> = { readonly of: Of; readonly form: Form; readonly errors: ErrorsById };

/** One input as govuk-frontend's component takes it. Everything goes in as text, so the component escapes it. */
export type InputView =
  | { readonly component: "input" | "date" | "select" | "checkboxes"; readonly params: object }
  | { readonly component: "textarea"; readonly params: { readonly value: string; readonly [parameter: string]: unknown } };

export const inputView = <Of extends readonly unknown[]>(input: Input<Of>, { of, form, errors }: InputContext<Of>): InputView => {
  const { name, field } = input;
  const { label, hint } = field;
  const error = errors.get(idOf(input));
  const shared = { ...(hint && { hint: { text: hint } }), ...(error && { errorMessage: { text: error } }) };
  const labelled = { id: name, name, label: { text: label }, ...shared };
  const fieldset = { legend: { text: label } };
  switch (field.kind) {
    case "text":
      return {
        component: "input",
        params: { ...labelled, value: form.one(name), ...(field.isShort && { classes: "govuk-input--width-10" }), spellcheck: false },
      };
    case "count":
      return { component: "input", params: { ...labelled, value: form.one(name), classes: "govuk-input--width-5", inputmode: "numeric" } };
    case "pence":
      return {
        component: "input",
        params: { ...labelled, value: form.one(name), classes: "govuk-input--width-10", prefix: { text: "£" }, inputmode: "decimal" },
      };
    case "longText":
      return { component: "textarea", params: { ...labelled, value: form.one(name), rows: 2 } };
    case "lines":
      return {
        component: "textarea",
        params: { ...labelled, value: form.one(name), rows: Math.max(4, form.one(name).split("\n").length + 1) },
      };
    case "day":
      return { component: "date", params: { id: name, namePrefix: name, fieldset, ...shared, items: dateItems(name, form, error) } };
    case "choice": {
      const empty = { value: "", text: field.empty ?? (field.isOptional ? "None" : "Choose") };
      const items = [empty, ...options(field.options(...of))].map((option) => ({ ...option, selected: option.value === form.one(name) }));
      return { component: "select", params: { ...labelled, items } };
    }
    case "choices":
      return {
        component: "checkboxes",
        params: {
          idPrefix: name,
          name,
          fieldset,
          ...shared,
          classes: "govuk-checkboxes--small",
          values: form.all(name),
          items: inTypedOrder(options(field.options(...of)), form.all(name)),
        },
      };
    case "yesNo":
      return {
        component: "checkboxes",
        params: {
          idPrefix: name,
          name,
          ...shared,
          classes: "govuk-checkboxes--small",
          values: form.all(name),
          items: [{ value: "yes", text: label }],
        },
      };
  }
};

const options = (of: { readonly [value: string]: string }) => Object.entries(of).map(([value, text]) => ({ value, text }));

/** A form sends its ticks in the order of the page, and the order of a list can matter: what is ticked comes first, as it was. */
const inTypedOrder = (items: ReturnType<typeof options>, typed: readonly string[]) => [
  ...typed.flatMap((value) => items.find((item) => item.value === value) ?? []),
  ...items.filter(({ value }) => !typed.includes(value)),
];

const boxWidths = { day: 2, month: 2, year: 4 } as const;

const dateItems = (name: string, form: Form, error: string | undefined) => {
  const typed = typedDateOf(name, form);
  return dateParts.map((part) => ({
    name: part,
    id: `${name}-${part}`,
    value: typed[part],
    classes: `govuk-input--width-${boxWidths[part]}${error ? " govuk-input--error" : ""}`,
  }));
};
