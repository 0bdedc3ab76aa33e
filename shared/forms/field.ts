import type { Form } from "../http/read-body.ts";
import type { FormError, Part } from "./form.ts";
import type { TypedFields } from "./typed-form.ts";

/** What every kind of field says of itself. A page with a template of its own for the field leaves the words out. */
export type FieldWords = {
  readonly name: string;
  /** The id of its box, where two forms of a page have a box of that name. */
  readonly id?: string;
  /** Left out where the page's title is the question. */
  readonly label?: string;
  readonly hint?: string;
  /** What a page of answers calls it, where the label is too long. */
  readonly short?: string;
  /** The page's own words for leaving it empty, which it then may not be, even where the contract lets it. */
  readonly whenEmpty?: string;
  /** Whether it may not be left empty, where that depends on another box. */
  readonly isNeeded?: (form: Form) => boolean;
};

/** One field as a component of govuk-frontend takes it. Everything goes in as text, so the component escapes it. */
export type FieldView =
  | {
      readonly component: "input" | "characterCount" | "date" | "radios" | "select" | "checkboxes";
      readonly params: { readonly [param: string]: unknown };
    }
  | { readonly component: "textarea"; readonly params: { readonly value: string; readonly [param: string]: unknown } };

/** The page that a field is shown on: what was typed, what is wrong, and how large its label is. */
export type FieldOnPage = {
  readonly form: Form;
  readonly errors: readonly FormError[];
  /** The page's title, where the field's label is the heading. */
  readonly heading?: string;
  readonly size?: "s";
};

/** One question with its boxes: most have one, a date has three. */
export type Field<T> = Part<T> & {
  readonly words: FieldWords;
  readonly view: (page: FieldOnPage) => FieldView;
  /** The answer as a page of answers shows it; no line where nothing was typed. */
  readonly answer: (form: Form) => readonly string[];
  /** What a form holds of this field, as typed. */
  readonly typedIn: (form: Form) => TypedFields;
  /** A value as somebody would type it. */
  typed(value: T): TypedFields;
};

/** A value, or what is wrong and the box to mend where it is not the field's first. */
export type Took<T> = { readonly value: T } | { readonly problem: string; readonly box?: string };

type FieldDetails<T> = {
  readonly take: (form: Form) => Took<T>;
  readonly view: (base: ViewBase, page: FieldOnPage) => FieldView;
  readonly answer: (form: Form) => readonly string[];
  typed(value: T): TypedFields;
  readonly boxes?: readonly string[];
  readonly typedIn?: (form: Form) => TypedFields;
};

/** What the params of every component begin with. */
export type ViewBase = {
  readonly id: string;
  readonly label: { readonly text?: string };
  readonly fieldset: { readonly legend: { readonly text?: string } };
  readonly shared: { readonly hint?: { readonly text: string }; readonly errorMessage?: { readonly text: string } };
  readonly error?: FormError;
};

export const idOf = ({ id, name }: FieldWords): string => id ?? name;

const viewBase = (words: FieldWords, boxes: readonly string[], { errors, heading, size }: FieldOnPage): ViewBase => {
  const error = errors.find(({ field }) => boxes.includes(field));
  const text = heading ?? words.label;
  const suffix = heading === undefined ? size : "l";
  const sized = (block: string) => ({
    ...(text !== undefined && { text }),
    ...(suffix && { classes: `${block}--${suffix}` }),
    ...(heading !== undefined && { isPageHeading: true }),
  });
  return {
    id: idOf(words),
    label: sized("govuk-label"),
    fieldset: { legend: sized("govuk-fieldset__legend") },
    shared: { ...(words.hint && { hint: { text: words.hint } }), ...(error && { errorMessage: { text: error.text } }) },
    ...(error && { error }),
  };
};

export const fieldOf = <T>(words: FieldWords, { take, view, answer, typed, boxes: own, typedIn }: FieldDetails<T>): Field<T> => {
  const boxes = own ?? [idOf(words)];
  const [first = idOf(words)] = boxes;
  return {
    words,
    boxes: () => boxes,
    errorAt: ({ message }) => ({ field: first, text: message }),
    read: (form) => {
      const took = take(form);
      if ("value" in took) return { kind: "read", request: took.value };
      return { kind: "invalid", errors: [{ field: took.box ?? first, text: took.problem }] };
    },
    view: (page) => view(viewBase(words, boxes, page), page),
    answer,
    typed,
    typedIn: typedIn ?? ((form) => ({ [words.name]: form.one(words.name) })),
  };
};
