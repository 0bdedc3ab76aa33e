const and = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** “Food” and “Water bills”: quoted, since the names themselves hold commas and "or". */
export const listed = (names: readonly string[]): string => and.format(names.map((name) => `“${name}”`));
