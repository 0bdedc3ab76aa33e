import type * as z from "zod/mini";
import type { Form } from "../http/read-body.ts";

/** What to do about one box, by its id. */
export type FormError = { readonly field: string; readonly text: string };

/** What a form says: the request that its contract takes, or what to mend, in the order of the page. */
export type FormRead<T> =
  | { readonly kind: "read"; readonly request: T }
  | { readonly kind: "invalid"; readonly errors: readonly FormError[] };

/** For a form that is a button alone. */
export const readNothing = (): FormRead<Record<string, never>> => ({ kind: "read", request: {} });

/** A fault at a place of the request, as a schema or a rule names it. */
export type Problem = { readonly path: readonly (string | number)[]; readonly message: string };

/** A form, or as much of one as makes one value. */
export type Part<T> = {
  readonly read: (form: Form) => FormRead<T>;
  /** The ids of its boxes, in the order of the page. */
  readonly boxes: (form: Form) => readonly string[];
  /** The box where a fault of the value is mended; undefined where no box shows what is wrong. */
  readonly errorAt: (problem: Problem, form: Form) => FormError | undefined;
};

export const problemsIn = ({ issues }: z.core.$ZodError): readonly Problem[] =>
  issues.map(({ path, message }) => ({ path: path.filter((step) => typeof step !== "symbol"), message }));

/** The first error of a box is enough to mend it by. */
export const onePerField = (errors: readonly FormError[]): FormError[] => {
  const first = new Map<string, FormError>();
  for (const error of errors) if (!first.has(error.field)) first.set(error.field, error);
  return [...first.values()];
};

/** One error a box, in the order of the page. An error without a box of this part comes last. */
export const inPageOrder = (part: Part<unknown>, errors: readonly FormError[], form: Form): FormError[] => {
  const boxes = part.boxes(form);
  const placeOf = ({ field }: FormError) => {
    const own = boxes.indexOf(field);
    const group = own >= 0 ? own : boxes.findIndex((box) => field.startsWith(`${box}-`));
    return group >= 0 ? group : boxes.length;
  };
  return onePerField(errors).toSorted((a, b) => placeOf(a) - placeOf(b));
};

/** What a schema or a rule says of a request, each where it was typed; `otherwise` is where the page says the rest. */
export const errorsAt = (part: Part<unknown>, problems: readonly Problem[], form: Form, otherwise: string): FormError[] =>
  inPageOrder(
    part,
    problems.map((problem) => part.errorAt(problem, form) ?? { field: otherwise, text: problem.message }),
    form,
  );
