/**
 * Everything that a referral shares of a person with the service. The words are those that residents agree to, and the
 * service's page and the API give the fields of no other item.
 */
export const sharedItems = {
  name: { says: "a name", fields: ["person"] },
  contact: { says: "how to make contact safely", fields: ["contact"] },
  help: { says: "what help is needed", fields: ["reasons", "reasonLabels", "asks"] },
} as const satisfies Record<string, { readonly says: string; readonly fields: readonly string[] }>;
export type SharedItem = keyof typeof sharedItems;
export const sharedItemNames = Object.keys(sharedItems) as SharedItem[];

/** The items that some words name. Older words name the household's size too, which is no longer shared. */
export const sharedIn = (words: string): readonly SharedItem[] => sharedItemNames.filter((item) => words.includes(sharedItems[item].says));

const listed = (says: readonly string[]): string => says.join(", ").replace(/, ([^,]*)$/, " and $1");
const inWords = (items: readonly SharedItem[]): string => listed(items.map((item) => sharedItems[item].says));

/** The words for all that a referral can share. */
export const everythingShared: string = inWords(sharedItemNames);

/** A directory's words reduced to the shared items. Words that name no item stay, and nothing is shared. */
export const sharedWords = (words: string): string => inWords(sharedIn(words)) || words;

/** Whether words promise exactly what a referral shares. */
export const areSharedWords = (words: string): boolean => words !== "" && words === inWords(sharedIn(words));
