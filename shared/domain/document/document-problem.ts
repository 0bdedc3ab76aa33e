/** What does not hold in a document: where it stands, and one sentence that says how to mend it. */
export type DocumentProblem = { readonly place: readonly (string | number)[]; readonly message: string };

/** The places of the values that stand earlier in the list already. */
export const repeatsIn = (values: readonly string[]): readonly number[] =>
  values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
