import { foldLetters } from "../fold-letters.ts";
import type { Member } from "./identity.ts";

type Described = Pick<Member, "name" | "otherNames" | "dateOfBirth" | "nino">;

const wordsOf = (name: string): readonly string[] =>
  foldLetters(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

const allWordsOf = ({ name, otherNames = [] }: Described): ReadonlySet<string> => new Set([name, ...otherNames].flatMap(wordsOf));

const isWithin = (words: readonly string[], all: ReadonlySet<string>): boolean => words.length > 0 && words.every((word) => all.has(word));

/** One name has all the words of the other: in another order, with a middle name, or a name from before a marriage. */
const isSameName = (one: Described, other: Described): boolean =>
  [one.name, ...(one.otherNames ?? [])].some((name) => isWithin(wordsOf(name), allWordsOf(other))) ||
  [other.name, ...(other.otherNames ?? [])].some((name) => isWithin(wordsOf(name), allWordsOf(one)));

const sharedWords = (one: Described, other: Described): number => {
  const words = allWordsOf(other);
  return [...allWordsOf(one)].filter((word) => words.has(word)).length;
};

/**
 * Scores how alike two descriptions within one household are; 0 for two people. Inside one household a date of birth tells people
 * apart, but for twins: those share a surname and no given name.
 */
export const likeness = (one: Described, other: Described): number => {
  if (one.nino !== undefined && other.nino !== undefined) return one.nino === other.nino ? 100 : 0;
  const isSameBirth = one.dateOfBirth !== undefined && one.dateOfBirth === other.dateOfBirth;
  const areBothBorn = one.dateOfBirth !== undefined && other.dateOfBirth !== undefined;
  if (isSameName(one, other)) return isSameBirth ? 90 : areBothBorn ? 0 : 50;
  if (!isSameBirth) return 0;
  const [given, otherGiven] = [wordsOf(one.name)[0], wordsOf(other.name)[0]];
  return given !== undefined && given === otherGiven ? 70 + sharedWords(one, other) : 0;
};
