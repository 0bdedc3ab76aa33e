import type * as z from "zod/mini";
import { lowerFirst } from "../domain/text.ts";
import type { Form } from "../http/read-body.ts";
import { errorsAt, type FormError, type Part, problemsIn } from "./form.ts";

export type RowsWanted<K, T> = {
  /** A blank row is no row. */
  readonly filled: (form: Form) => readonly K[];
  readonly row: (key: K) => Part<T>;
  /** Names a row in its errors, where rows look alike: "Item 2". */
  readonly calledAs?: (key: K) => string;
  /** The contract's schema of the list, and the box for errors of the list itself. */
  readonly list: z.ZodMiniType<T[]>;
  readonly ifAll: string;
};

export const rows = <K, T>({ filled, row, calledAs, list, ifAll }: RowsWanted<K, T>): Part<T[]> => {
  const named = (key: K, { field, text }: FormError): FormError =>
    calledAs ? { field, text: `${calledAs(key)}: ${lowerFirst(text)}` } : { field, text };
  const part: Part<T[]> = {
    boxes: (form) => [...filled(form).flatMap((key) => row(key).boxes(form)), ifAll],
    errorAt: ({ path: [index, ...path], message }, form) => {
      const key = typeof index === "number" ? filled(form)[index] : undefined;
      if (key === undefined) return { field: ifAll, text: message };
      const own = row(key);
      return named(key, own.errorAt({ path, message }, form) ?? { field: own.boxes(form)[0] ?? ifAll, text: message });
    },
    read: (form) => {
      const reads = filled(form).map((key) => ({ key, read: row(key).read(form) }));
      const errors = reads.flatMap(({ key, read }) => (read.kind === "invalid" ? read.errors.map((error) => named(key, error)) : []));
      if (errors.length > 0) return { kind: "invalid", errors };
      const held = list.safeParse(reads.flatMap(({ read }) => (read.kind === "read" ? [read.request] : [])));
      if (held.success) return { kind: "read", request: held.data };
      return { kind: "invalid", errors: errorsAt(part, problemsIn(held.error), form, ifAll) };
    },
  };
  return part;
};
