import { lettersApart } from "./letters-apart.ts";
import { type NameWord, type ReadName, soundOf } from "./read-name.ts";

/** The agreements of two names, the most telling first. */
export const nameAgreements = [
  "same",
  "oneName",
  "surnameSlip",
  "middle",
  "otherSpelling",
  "shortGiven",
  "givenSlip",
  "shortEither",
  "firstLetter",
  "firstMissing",
  "initial",
  "given",
  "bothSlip",
  "oneWord",
  "surname",
  "none",
] as const;
export type NameAgreement = (typeof nameAgreements)[number];

type Pair = { readonly own: number; readonly other: number };

const isSame = (one: NameWord, other: NameWord): boolean =>
  one.text === other.text || one.roots.some((root) => root === other.text || other.roots.includes(root));

const isInitialOf = (one: NameWord, other: NameWord): boolean =>
  one.isInitial !== other.isInitial && one.text.charAt(0) === other.text.charAt(0);

const isGivenToo = ({ use }: NameWord) => use === "given" || use === "either";

/** A slip of typing or of hearing. Short words have too few letters to tell a slip from another name. */
const isSlip = (own: NameWord, another: NameWord): boolean => {
  const [one, other] = [own.text, another.text];
  // Two given names in use are two people, though a slip would do.
  if (isGivenToo(own) && isGivenToo(another)) return false;
  const shorter = Math.min(one.length, other.length);
  if (shorter < 3 || Math.max(one.length, other.length) < 4) return false;
  const apart = lettersApart(one, other, 3);
  if (apart <= (shorter >= 7 ? 2 : 1)) return true;
  return apart <= 3 && shorter >= 4 && one[0] === other[0] && soundOf(one) === soundOf(other);
};

type Aligned = { readonly exact: readonly Pair[]; readonly initials: readonly Pair[]; readonly slips: readonly Pair[] };

/** Each word finds one partner at most, wherever it stands: names are written in more than one order. */
const align = (own: ReadName, other: ReadName): Aligned => {
  const [freeOwn, freeOther] = [new Set(own.keys()), new Set(other.keys())];
  const places = own.flatMap((_, place) => other.map((_, at): Pair => ({ own: place, other: at })));
  const nearest = places.toSorted((a, b) => Math.abs(a.own - a.other) - Math.abs(b.own - b.other));
  const take = (agrees: (one: NameWord, another: NameWord) => boolean): Pair[] =>
    nearest.filter((pair) => {
      const [one, another] = [own[pair.own], other[pair.other]];
      if (!freeOwn.has(pair.own) || !freeOther.has(pair.other) || !one || !another || !agrees(one, another)) return false;
      freeOwn.delete(pair.own);
      freeOther.delete(pair.other);
      return true;
    });
  return { exact: take(isSame), initials: take(isInitialOf), slips: take(isSlip) };
};

const isFirst = ({ own, other }: Pair) => own === 0 && other === 0;
const touchesFirst = ({ own, other }: Pair) => own === 0 || other === 0;

/** Two names written in one direction or in two, aligned word by word. */
type Compared = {
  readonly own: ReadName;
  readonly other: ReadName;
  readonly exact: readonly Pair[];
  /** Of those, the words that say something alone. */
  readonly telling: readonly Pair[];
  readonly initials: readonly Pair[];
  readonly slips: readonly Pair[];
  readonly leftOwn: ReadName;
  readonly leftOther: ReadName;
};

const compare = (own: ReadName, other: ReadName): Compared => {
  const aligned = align(own, other);
  const found = [...aligned.exact, ...aligned.initials, ...aligned.slips];
  const leftOf = (name: ReadName, side: keyof Pair) =>
    name.filter(({ isInitial }, place) => !isInitial && !found.some((pair) => pair[side] === place));
  const telling = aligned.exact.filter((pair) => !own[pair.own]?.isCommon && !own[pair.own]?.isInitial);
  return { ...aligned, own, other, telling, leftOwn: leftOf(own, "own"), leftOther: leftOf(other, "other") };
};

const isLast = ({ own, other }: Compared, pair: Pair) => pair.own === own.length - 1 && pair.other === other.length - 1;
const isGivenWord = ({ use }: NameWord) => use === "given";

const ofOneWord = (compared: Compared): NameAgreement => {
  const { own, other, telling } = compared;
  const [pair] = telling;
  const word = pair && own[pair.own];
  if (!pair || !word) return "none";
  if (own.length === 1 && other.length === 1) return "oneName";
  const place = own.length === 1 ? pair.other : pair.own;
  return word.use === "given" || (place === 0 && word.use !== "surname") ? "given" : "surname";
};

/** Some words agree, and each name has others that the other one lacks: a married name, or another member of the family. */
const ofSomeWords = (compared: Compared): NameAgreement => {
  const { own, telling, leftOwn, leftOther } = compared;
  const words = telling.flatMap((pair) => {
    const word = own[pair.own];
    return word ? [{ pair, word }] : [];
  });
  // Only where the rest can be nothing but surnames is the word in common surely the first name.
  const rest = [...leftOwn, ...leftOther];
  const areSurnames = rest.some(({ use }) => use === "surname") && !rest.some(isGivenWord);
  const given = words.find(({ pair, word }) => word.use === "given" && (isFirst(pair) || (areSurnames && isLast(compared, pair))));
  const surname = words.find(({ pair, word }) => pair !== given?.pair && (word.use === "surname" || isLast(compared, pair)));
  if (given && surname) return given.word.isBrothers ? "surname" : "middle";
  if (given) return areSurnames && !given.word.isBrothers ? "given" : "oneWord";
  return surname ? "surname" : words.length > 0 ? "oneWord" : "none";
};

const ofSlip = (compared: Compared, slip: Pair): NameAgreement => {
  const { own, other, telling } = compared;
  const isGivenSound = telling.some((pair) => own[pair.own]?.use === "given" || (isFirst(pair) && own[pair.own]?.use !== "surname"));
  const isOfGiven = [own[slip.own], other[slip.other]].some((word) => word?.use === "given");
  if (isGivenSound && !isFirst(slip) && !isOfGiven) return "surnameSlip";
  // Fingers slip on a first letter seldom, and twins' names often differ by it.
  return own[slip.own]?.text[0] === other[slip.other]?.text[0] ? "givenSlip" : "firstLetter";
};

/** One name has nothing that the other one lacks. */
const ofAllWords = (compared: Compared): NameAgreement => {
  const { own, other, exact, initials, telling } = compared;
  if (exact.length + initials.length < 2) return telling.some(isFirst) ? "given" : "surname";
  // Twins may be called by two names of which one is short for the other.
  const short = exact.find((pair) => own[pair.own]?.text !== other[pair.other]?.text);
  if (short) return [own[short.own], other[short.other]].some((word) => (word?.roots.length ?? 0) > 1) ? "shortEither" : "shortGiven";
  // So may they be by two spellings, such as Stephen and Steven.
  const isOfGiven = (pair: Pair) => touchesFirst(pair) || own[pair.own]?.use === "given";
  if (exact.some((pair) => isOfGiven(pair) && own[pair.own]?.written !== other[pair.other]?.written)) return "otherSpelling";
  if (own.length === other.length) return "same";
  const longer = own.length > other.length ? "own" : "other";
  if (![...exact, ...initials].some((pair) => pair[longer] === 0)) return "firstMissing";
  return telling.some((pair) => touchesFirst(pair) && own[pair.own]?.isBrothers) ? "middle" : "same";
};

const compareOrdered = (own: ReadName, other: ReadName): NameAgreement => {
  const compared = compare(own, other);
  const { telling, initials, slips, leftOwn, leftOther } = compared;
  if (own.length === 1 || other.length === 1) return ofOneWord(compared);
  const lacksNothing = (left: ReadName) => left.every(({ isCommon }) => isCommon);
  // "Singh" and "Kaur" tell a man from a woman of one name.
  const isWhole = (lacksNothing(leftOwn) || lacksNothing(leftOther)) && !(leftOwn.length > 0 && leftOther.length > 0 && telling.length < 2);
  if (telling.length === 0) return slips.length > 1 && isWhole ? "bothSlip" : "none";
  if (!isWhole) return initials.some(touchesFirst) ? "none" : ofSomeWords(compared);
  const [slip, ...more] = slips;
  if (slip) return more.length > 0 ? "bothSlip" : ofSlip(compared, slip);
  return initials.some(touchesFirst) ? "initial" : ofAllWords(compared);
};

/** The best agreement of all the names that two people have given. The same in both directions. */
export const compareNames = (own: readonly ReadName[], other: readonly ReadName[]): NameAgreement => {
  let best = nameAgreements.length - 1;
  for (const one of own) for (const another of other) best = Math.min(best, nameAgreements.indexOf(compareOrdered(one, another)));
  return nameAgreements[best] ?? "none";
};
