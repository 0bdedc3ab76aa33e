import type { FormError } from "../forms/form.ts";

/**
 * A page shown again: errors at their inputs, or a notice if no single input is at fault. The store keeps it for the
 * redirect, so a notice is plain data.
 */
export type Again<N = string> = { readonly status: number; readonly errors?: readonly FormError[]; readonly notice?: N };
