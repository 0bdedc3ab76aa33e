import type * as z from "zod/mini";
import type { Form } from "../http/read-body.ts";

/** One error, by the id of its box. */
export type FormError = { readonly field: string; readonly text: string };

/** The request for the contract, or the errors in the order of the page. */
export type FormRead<T> =
  | { readonly kind: "read"; readonly request: T }
  | { readonly kind: "invalid"; readonly errors: readonly FormError[] };

/** For a form that is a button alone. */
export const readNothing = (): FormRead<Record<string, never>> => ({ kind: "read", request: {} });

/** A fault at a place of the request, as a schema or a rule names it. */
export type Problem = { readonly path: readonly (string | number)[]; readonly message: string };

/** A whole form, or the boxes that make one value of it. */
export type Part<T> = {
  readonly read: (form: Form) => FormRead<T>;
  /** The ids of its boxes, in the order of the page. */
  readonly boxes: (form: Form) => readonly string[];
  /** Finds the box for an error of the value. Undefined where this part has none. */
  readonly errorAt: (problem: Problem, form: Form) => FormError | undefined;
};

export const problemsIn = ({ issues }: z.core.$ZodError): readonly Problem[] =>
  issues.map(({ path, message }) => ({ path: path.filter((step) => typeof step !== "symbol"), message }));

export const onePerField = (errors: readonly FormError[]): FormError[] => {
  const first = new Map<string, FormError>();
  for (const error of errors) if (!first.has(error.field)) first.set(error.field, error);
  return [...first.values()];
};

/** Errors of other parts come last. */
export const inPageOrder = (part: Part<unknown>, errors: readonly FormError[], form: Form): FormError[] => {
  const boxes = part.boxes(form);
  const placeOf = ({ field }: FormError) => {
    const own = boxes.indexOf(field);
    const group = own >= 0 ? own : boxes.findIndex((box) => field.startsWith(`${box}-`));
    return group >= 0 ? group : boxes.length;
  };
  return onePerField(errors).toSorted((a, b) => placeOf(a) - placeOf(b));
};

/** Turns a schema's or a rule's problems into errors at boxes. Errors without a box go to `otherwise`. */
export const errorsAt = (part: Part<unknown>, problems: readonly Problem[], form: Form, otherwise: string): FormError[] =>
  inPageOrder(
    part,
    problems.map((problem) => part.errorAt(problem, form) ?? { field: otherwise, text: problem.message }),
    form,
  );
