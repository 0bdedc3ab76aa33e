import type * as z from "zod/mini";
import type { Form } from "../http/read-body.ts";
import { errorsAt, type FormError, type FormRead, inPageOrder, type Part, problemsIn } from "./form.ts";

export type Parts = { readonly [member: string]: Part<unknown> };
type ValueOf<P> = P extends Part<infer T> ? T : never;
type Optional<P> = { [M in keyof P]: undefined extends ValueOf<P[M]> ? M : never }[keyof P];

/** A member that may be left empty may be missing. */
export type Together<P> = {
  readonly [M in Exclude<keyof P, Optional<P>>]: ValueOf<P[M]>;
} & { readonly [M in Optional<P>]?: Exclude<ValueOf<P[M]>, undefined> };

export const group = <P extends Parts>(parts: P): Part<Together<P>> => ({
  boxes: (form) => Object.values(parts).flatMap((part) => part.boxes(form)),
  errorAt: ({ path: [member, ...path], message }, form) =>
    member !== undefined && Object.hasOwn(parts, member) ? parts[member]?.errorAt({ path, message }, form) : undefined,
  read: (form) => {
    const reads = Object.entries(parts).map(([member, part]) => [member, part.read(form)] as const);
    const errors = reads.flatMap(([, read]) => (read.kind === "invalid" ? read.errors : []));
    if (errors.length > 0) return { kind: "invalid", errors };
    const values = reads.flatMap(([member, read]) => (read.kind === "read" && read.request !== undefined ? [[member, read.request]] : []));
    return { kind: "read", request: Object.fromEntries(values) as Together<P> };
  },
});

/** A value that nobody types; `box` is where a fault of it is mended. */
export const fixed = <const T>(value: T, box?: string): Part<T> => ({
  read: () => ({ kind: "read", request: value }),
  boxes: () => (box === undefined ? [] : [box]),
  errorAt: ({ message }) => (box === undefined ? undefined : { field: box, text: message }),
});

export const whichever = <T>(partFor: (form: Form) => Part<T>): Part<T> => ({
  read: (form) => partFor(form).read(form),
  boxes: (form) => partFor(form).boxes(form),
  errorAt: (problem, form) => partFor(form).errorAt(problem, form),
});

export const becoming = <T, U>(part: Part<T>, change: (value: T) => U): Part<U> => ({
  ...part,
  read: (form) => {
    const read = part.read(form);
    return read.kind === "read" ? { kind: "read", request: change(read.request) } : read;
  },
});

/** Adds errors that only several boxes together show. */
export const also = <T>(part: Part<T>, look: (form: Form) => readonly FormError[]): Part<T> => ({
  ...part,
  read: (form) => {
    const read = part.read(form);
    const found = look(form);
    if (found.length === 0) return read;
    return { kind: "invalid", errors: inPageOrder(part, [...(read.kind === "invalid" ? read.errors : []), ...found], form) };
  },
});

/** Holds the value to the contract once every box is right by itself. The page shows errors without a box at `otherwise`. */
export const heldTo = <S extends z.ZodMiniType>(schema: S, part: Part<z.input<S>>, otherwise: string): Part<z.output<S>> => ({
  ...part,
  read: (form): FormRead<z.output<S>> => {
    const read = part.read(form);
    if (read.kind === "invalid") return { kind: "invalid", errors: inPageOrder(part, read.errors, form) };
    const held = schema.safeParse(read.request);
    if (held.success) return { kind: "read", request: held.data };
    return { kind: "invalid", errors: errorsAt(part, problemsIn(held.error), form, otherwise) };
  },
});
