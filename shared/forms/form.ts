import type { FormError } from "../http/form-error.ts";

/** What was typed into a form, as a request; or what is to be mended, each at its input. */
export type FormRead<T> =
  | { readonly kind: "read"; readonly request: T }
  | { readonly kind: "invalid"; readonly errors: readonly FormError[] };
