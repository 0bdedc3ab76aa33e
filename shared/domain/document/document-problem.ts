/** A problem in a document: its place, and one sentence that says how to mend it. */
export type DocumentProblem = { readonly place: readonly (string | number)[]; readonly message: string };

/** The indexes of repeated values. */
export const repeatsIn = (values: readonly string[]): readonly number[] => {
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    if (seen.has(value)) return [index];
    seen.add(value);
    return [];
  });
};
