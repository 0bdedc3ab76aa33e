/** What to do about one input, by its id. */
export type FormError = { readonly field: string; readonly text: string };

/** The first error of a field is enough to mend it by. */
export const onePerField = (errors: readonly FormError[]): FormError[] => {
  const first = new Map<string, FormError>();
  for (const error of errors) if (!first.has(error.field)) first.set(error.field, error);
  return [...first.values()];
};
