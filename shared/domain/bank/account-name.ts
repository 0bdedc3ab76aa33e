import { foldLetters } from "../fold-letters.ts";

const titles = ["mr", "mrs", "ms", "miss", "mx", "dr"];

const wordsOf = (name: string): readonly string[] =>
  name
    .split(/[\s.]+/)
    .map((word) => foldLetters(word).replace(/[^\p{L}\p{N}]/gu, ""))
    .filter((word) => word !== "" && !titles.includes(word));

/** Banks shorten first names: "R Example" may be Robin Example. */
const isShortFor = (short: string, long: string): boolean => short === long || (short.length === 1 && long.startsWith(short));

const isName = (account: readonly string[], person: readonly string[]): boolean => {
  if (account.join("") === person.join("")) return true;
  const [first, ...others] = account;
  if (!first || others.length === 0 || person.length < 2 || others.at(-1) !== person.at(-1)) return false;
  const given = person[0] ?? "";
  return isShortFor(first, given) || isShortFor(given, first);
};

/** Whether the name on an account is that of one of these people. An account may be in two names, "R & S Example". */
export const isNameOfOneOf = (accountName: string, people: readonly string[]): boolean => {
  const holders = accountName
    .split(/\s*(?:&|\+|\/|,|\band\b)\s*/i)
    .map(wordsOf)
    .filter((words) => words.length > 0);
  const surname = holders.at(-1)?.at(-1);
  const full = holders.map((words) => (words.length === 1 && holders.length > 1 && surname ? [...words, surname] : words));
  return people.map(wordsOf).some((person) => full.some((account) => isName(account, person)));
};
