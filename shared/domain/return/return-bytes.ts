import type { ComputedReturn } from "./computed-return.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const sorted = (value: unknown): Json => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value as Json;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([name, field]) => [name, sorted(field)]));
};

/** One text for one return, in whatever order its fields were made. A certificate holds their hash. */
export const bytesOf = (computed: ComputedReturn): string => JSON.stringify(sorted(computed));
