import type { Form } from "../http/read-body.ts";

/** What was typed into each box by its name; a list where several were ticked. */
export type TypedFields = { readonly [name: string]: string | readonly string[] };

/** A form as if these had been typed into it. */
export const typedForm = (typed: TypedFields): Form => {
  const all = (name: string): readonly string[] => {
    const value = Object.hasOwn(typed, name) ? typed[name] : undefined;
    return value === undefined ? [] : typeof value === "string" ? [value] : value;
  };
  return { one: (name) => all(name)[0] ?? "", all };
};

export const blankForm: Form = typedForm({});
