import type { Typed } from "../../shared/store/drafts.ts";
import { type Field, listOf, type Problem, textOf } from "./question.ts";
import { noneOfThese, typedDateOf } from "./read-typed.ts";

/** One field as govuk-frontend's component takes it. Everything goes in as text, so the component escapes it. */
export type FieldView = { readonly component: Field["kind"]; readonly params: object };

type Context = { readonly typed: Typed; readonly problems: readonly Problem[]; readonly title: string; readonly isHeading: boolean };

export const fieldView = (field: Field, context: Context): FieldView => ({ component: field.kind, params: paramsOf(field, context) });

const paramsOf = (field: Field, { typed, problems, title, isHeading }: Context): object => {
  const { name } = field;
  const problem = problems.find((found) => found.field === name || found.field.startsWith(`${name}-`));
  const text = isHeading ? title : field.label;
  const label = { text, classes: isHeading ? "govuk-label--l" : "govuk-label--s", isPageHeading: isHeading };
  const fieldset = { legend: { text, classes: `govuk-fieldset__legend--${isHeading ? "l" : "s"}`, isPageHeading: isHeading } };
  const shared = {
    ...(field.hint && { hint: { text: field.hint } }),
    ...(problem && { errorMessage: { text: problem.text } }),
  };
  const asText = { id: name, name, label, value: textOf(typed, name), ...shared };

  switch (field.kind) {
    case "text":
      return {
        ...asText,
        ...(field.purpose && { autocomplete: field.purpose }),
        ...(field.type && { type: field.type }),
        ...(field.width && { classes: `govuk-input--width-${field.width}` }),
        spellcheck: false,
      };
    case "money":
      return { ...asText, prefix: { text: "£" }, classes: "govuk-input--width-10", inputmode: "decimal", spellcheck: false };
    case "count":
      return { ...asText, classes: "govuk-input--width-3", inputmode: "numeric", spellcheck: false };
    case "longText":
      return { ...asText, maxlength: field.maximum, rows: field.rows };
    case "date":
      return {
        id: name,
        namePrefix: name,
        fieldset,
        ...shared,
        items: dateItems(name, typedDateOf(typed, name), problem, field.purpose),
      };
    case "oneOf":
      return { idPrefix: name, name, fieldset, ...shared, value: textOf(typed, name), items: optionItems(field.options) };
    case "anyOf": {
      const none = field.none ? [{ divider: "or" }, { value: noneOfThese, text: field.none, behaviour: "exclusive" }] : [];
      return { idPrefix: name, name, fieldset, ...shared, values: listOf(typed, name), items: [...optionItems(field.options), ...none] };
    }
    case "tick":
      return { idPrefix: name, name, fieldset, ...shared, values: listOf(typed, name), items: [{ value: "yes", text: field.option }] };
  }
};

const optionItems = (options: Readonly<Record<string, string>>) => Object.entries(options).map(([value, text]) => ({ value, text }));

/** A month may be typed as a word. */
const dateBoxWidths = { day: 2, month: 4, year: 4 } as const;

const dateItems = (
  name: string,
  parts: { readonly day: string; readonly month: string; readonly year: string },
  problem: Problem | undefined,
  purpose: "bday" | undefined,
) =>
  (["day", "month", "year"] as const).map((part) => ({
    name: part,
    id: `${name}-${part}`,
    value: parts[part],
    classes: `govuk-input--width-${dateBoxWidths[part]}${problem?.field === `${name}-${part}` ? " govuk-input--error" : ""}`,
    ...(purpose && { autocomplete: `${purpose}-${part}` }),
    ...(part === "month" && { inputmode: "text" }),
  }));

/** What a form sends for these fields, as typed, and nothing else that it may hold. */
export const typedFrom = (form: { one(field: string): string; all(field: string): readonly string[] }, fields: readonly Field[]): Typed =>
  Object.fromEntries(
    fields.flatMap(({ kind, name }): [string, string | readonly string[]][] => {
      if (kind === "date") return ["day", "month", "year"].map((part) => [`${name}-${part}`, form.one(`${name}-${part}`)]);
      if (kind === "anyOf" || kind === "tick") return [[name, form.all(name)]];
      return [[name, form.one(name)]];
    }),
  );
