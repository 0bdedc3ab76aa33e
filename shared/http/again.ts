import type { FormError } from "../forms/form.ts";

/**
 * What the page says when it is shown again: errors at their inputs, or why nothing was done where no input is to blame.
 * It is kept until then, so a notice is plain data.
 */
export type Again<N = string> = { readonly status: number; readonly errors?: readonly FormError[]; readonly notice?: N };
