import type { Form } from "../http/read-body.ts";

export type TypedFields = { readonly [name: string]: string | readonly string[] };

export const typedForm = (typed: TypedFields): Form => {
  const all = (name: string): readonly string[] => {
    const value = Object.hasOwn(typed, name) ? typed[name] : undefined;
    return value === undefined ? [] : typeof value === "string" ? [value] : value;
  };
  return { one: (name) => all(name)[0] ?? "", all };
};

export const blankForm: Form = typedForm({});
