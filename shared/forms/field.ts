import type { Form } from "../http/read-body.ts";
import type { FormError, Part } from "./form.ts";
import type { TypedFields } from "./typed-form.ts";

/** The words of any field. A page that writes its own template for the field leaves them out. */
export type FieldWords = {
  readonly name: string;
  /** For a page with two boxes of the same name. */
  readonly id?: string;
  /** Left out where the page's title is the question. */
  readonly label?: string;
  readonly hint?: string;
  /** A shorter label for pages that list answers. */
  readonly short?: string;
  /** Makes the field needed on this page, even where the contract does not need it. */
  readonly whenEmpty?: string;
  /** Says when the field is needed, where that depends on another box. */
  readonly isNeeded?: (form: Form) => boolean;
};

/** A govuk-frontend component and its params. Params are text, so the component escapes them. */
export type FieldView =
  | {
      readonly component: "input" | "characterCount" | "date" | "radios" | "select" | "checkboxes";
      readonly params: { readonly [param: string]: unknown };
    }
  | { readonly component: "textarea"; readonly params: { readonly value: string; readonly [param: string]: unknown } };

export type FieldOnPage = {
  readonly form: Form;
  readonly errors: readonly FormError[];
  /** The page's title, where the field's label is the heading. */
  readonly heading?: string;
  readonly size?: "s";
};

/** Most questions have one box; a date has three. */
export type Field<T> = Part<T> & {
  readonly words: FieldWords;
  readonly view: (page: FieldOnPage) => FieldView;
  /** For pages that list answers; empty where nobody typed anything. */
  readonly answer: (form: Form) => readonly string[];
  readonly typedIn: (form: Form) => TypedFields;
  typed(value: T): TypedFields;
};

/** `box` names the box to mend, where it is not the field's first. */
export type Took<T> = { readonly value: T } | { readonly problem: string; readonly box?: string };

type FieldDetails<T> = {
  readonly take: (form: Form) => Took<T>;
  readonly view: (base: ViewBase, page: FieldOnPage) => FieldView;
  readonly answer: (form: Form) => readonly string[];
  typed(value: T): TypedFields;
  readonly boxes?: readonly string[];
  readonly typedIn?: (form: Form) => TypedFields;
};

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
