import { doubleMetaphone } from "double-metaphone";
import { latinLetters } from "./latin-letters.ts";
import {
  commonParts,
  givenNames,
  nicknames,
  particles,
  sharedFirstNames,
  spellings,
  surnameSpellings,
  surnames,
  titles,
} from "./name-lists.ts";

/** One word of a name. */
export type NameWord = {
  /** As it was written, in plain letters. */
  readonly written: string;
  /** One spelling for all that are the same name. */
  readonly text: string;
  /** The names that it may be short for, or itself. */
  readonly roots: readonly string[];
  /** "J" of "J Smith". */
  readonly isInitial: boolean;
  /** Says little alone, as "Singh" does. */
  readonly isCommon: boolean;
  /** The word's use by the lists of names. */
  readonly use: "given" | "surname" | "either" | "unknown";
  /** A given name that brothers share in front of their own. */
  readonly isBrothers: boolean;
};
/** The words of a name in the order of writing. A name of signs alone has none. */
export type ReadName = readonly NameWord[];

/** Spellings that sound alike in the languages spoken here become one: "Youssouf" and "Yusuf", "Szymon" and "Shimon". */
const softened = (word: string): string =>
  word
    .replaceAll("ph", "f")
    .replaceAll("sz", "sh")
    .replaceAll("cz", "ch")
    .replaceAll("ck", "k")
    .replaceAll("q", "k")
    .replace(/([kgdt])h/g, "$1")
    .replace(/ou|oo/g, "u")
    .replaceAll("ee", "i")
    .replaceAll("y", "i")
    .replaceAll("w", "v")
    .replace(/(\p{L})\1+/gu, "$1")
    .replace(/(?<=[a-z]{2})h$/, "");

/** Until nothing changes, so that a name that was normalised stays as it is. */
const inOneSpelling = (word: string): string => {
  const next = softened(word);
  return next === word ? word : inOneSpelling(next);
};

const spellingOf = new Map(
  [...spellings, ...surnameSpellings].flatMap(([root = "", ...others]) =>
    [root, ...others].map((one) => [inOneSpelling(one), inOneSpelling(root)]),
  ),
);
const spelled = (word: string): string => {
  const text = inOneSpelling(word);
  return spellingOf.get(text) ?? text;
};

const rootsOf = new Map<string, string[]>();
for (const [root = "", ...short] of nicknames)
  for (const one of new Set([root, ...short].map(spelled))) {
    const roots = rootsOf.get(one) ?? [];
    if (!roots.includes(spelled(root))) rootsOf.set(one, [...roots, spelled(root)]);
  }
const given = new Set([...givenNames].map(spelled));
const family = new Set([...surnames].map(spelled));
const common = new Set([...commonParts].map(spelled));
const brothers = new Set([...sharedFirstNames].map(spelled));

const useOf = (text: string): NameWord["use"] => {
  if (given.has(text) === family.has(text)) return given.has(text) ? "either" : "unknown";
  return given.has(text) ? "given" : "surname";
};

/** "O Brien" and "Mc Donald" are one word, as is "Abdul Rahman" before a third. */
const joinedWords = (words: readonly string[]): readonly string[] => {
  const joined: string[] = [];
  for (let place = 0; place < words.length; place += 1) {
    const [word = "", next = ""] = words.slice(place, place + 2);
    const isPrefix = /^(?:o|d|mc|mac|st)$/.test(word) && next.length > 2 && place > 0;
    const isServant = /^(?:abd[aeu]?[lr]?)$/.test(word) && next.length > 2 && words.length > 2;
    if (isPrefix || isServant) place += 1;
    joined.push(isPrefix || isServant ? word + next : word);
  }
  return joined;
};

/** Takes words off while the rest still names somebody. */
const without = (words: readonly string[], isOff: (word: string, place: number) => boolean, least: number): readonly string[] => {
  const kept = words.filter((word, place) => !isOff(word, place));
  return kept.length >= least ? kept : words;
};

const withoutTitles = (words: readonly string[]): readonly string[] => {
  const first = words.findIndex((word) => !titles.has(word));
  const last = words.findLastIndex((word) => !titles.has(word) || word === "sheikh" || word === "shaikh" || word === "said");
  return first < 0 ? words : words.slice(first, Math.max(first, last) + 1);
};

/** "Smith, Jane" is Jane Smith. */
const inOrder = (text: string): string => {
  const [surname = "", givenPart = "", ...more] = text.split(",").map((part) => part.trim());
  return givenPart !== "" && more.length === 0 && !titles.has(givenPart) ? `${givenPart} ${surname}` : text;
};

const mostWords = 8;

const readWord = (word: string): NameWord => {
  const text = spelled(word);
  const isInitial = /^[a-z]$/.test(word);
  return {
    written: word,
    text,
    roots: rootsOf.get(text) ?? [text],
    isInitial,
    isCommon: common.has(text),
    use: useOf(text),
    isBrothers: brothers.has(text),
  };
};

const readOne = (text: string): ReadName => {
  const folded = inOrder(latinLetters(text).replace(/["“”][^"“”]*["“”]|\([^)]*\)/g, " "));
  const words = folded
    .replace(/['’`ʼ‘]/g, "")
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "");
  return without(joinedWords(withoutTitles(words)), (word) => particles.has(word), 2)
    .slice(0, mostWords)
    .map(readWord);
};

/** "Jane Smith née Jones", "Jane Smith (formerly Jones)": a name and another one. */
const another = /[\s(,;/]+(?:n[ée]e|formerly|previously|born|aka|a\.k\.a\.?|also known as|also called|alias|maiden name)[\s:]+/iu;

const longest = 200;

/** The name, then the others that the same text gives. A surname alone goes behind the first word of the name. */
export const readNames = (text: string, others: readonly string[] = []): readonly ReadName[] => {
  const [own = "", ...within] = text.slice(0, longest).split(another);
  const name = readOne(own);
  const rest = [...within, ...others].map((other) => {
    const read = readOne(other.slice(0, longest).replace(/[()]/g, " "));
    return read.length === 1 && name.length > 1 ? [...name.slice(0, 1), ...read] : read;
  });
  return [name, ...rest].filter((read) => read.length > 0);
};

/** The sound of a word. Words of other scripts are their own sound. */
export const soundOf = (word: string): string => doubleMetaphone(word)[0] || word;
