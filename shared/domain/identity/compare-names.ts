import { lettersApart } from "./letters-apart.ts";
import { sharedFirstNames } from "./name-lists.ts";
import { type NameWord, type ReadName, soundOf } from "./read-name.ts";

/** How two names agree, the most telling first. */
export const nameAgreements = [
  "same",
  "oneName",
  "surnameSlip",
  "middle",
  "givenSlip",
  "initial",
  "given",
  "bothSlip",
  "surname",
  "none",
] as const;
export type NameAgreement = (typeof nameAgreements)[number];

type Pair = { readonly own: number; readonly other: number };

const isSame = (one: NameWord, other: NameWord): boolean =>
  one.text === other.text || one.roots.some((root) => root === other.text || other.roots.includes(root));

const isInitialOf = (one: NameWord, other: NameWord): boolean =>
  one.isInitial !== other.isInitial && one.text.charAt(0) === other.text.charAt(0);

/** A slip of typing or of hearing. Short words have too few letters to tell a slip from another name. */
const isSlip = ({ text: one }: NameWord, { text: other }: NameWord): boolean => {
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
  const take = (agrees: (one: NameWord, another: NameWord) => boolean): Pair[] => {
    const pairs: Pair[] = [];
    for (const place of [...freeOwn])
      for (const at of [...freeOther].toSorted((a, b) => Math.abs(a - place) - Math.abs(b - place))) {
        const [one, another] = [own[place], other[at]];
        if (!freeOwn.has(place) || !one || !another || !agrees(one, another)) continue;
        pairs.push({ own: place, other: at });
        freeOwn.delete(place);
        freeOther.delete(at);
      }
    return pairs;
  };
  return { exact: take(isSame), initials: take(isInitialOf), slips: take(isSlip) };
};

const isFirst = ({ own, other }: Pair) => own === 0 && other === 0;
const touchesFirst = ({ own, other }: Pair) => own === 0 || other === 0;

const ofOneWord = (own: ReadName, other: ReadName, { exact }: Aligned): NameAgreement => {
  const [pair] = exact;
  const word = pair && own[pair.own];
  if (!pair || !word || word.isInitial || word.isCommon) return "none";
  if (own.length === 1 && other.length === 1) return "oneName";
  return touchesFirst(pair) && (own.length === 1 ? pair.other : pair.own) === 0 ? "given" : "surname";
};

const compareOrdered = (own: ReadName, other: ReadName): NameAgreement => {
  const aligned = align(own, other);
  const { exact, initials, slips } = aligned;
  if (own.length === 1 || other.length === 1) return ofOneWord(own, other, aligned);
  const wordAt = (pair: Pair): NameWord | undefined => own[pair.own];
  const telling = exact.filter((pair) => !wordAt(pair)?.isCommon && !wordAt(pair)?.isInitial);
  const found = [...exact, ...initials, ...slips];
  const leftOf = (name: ReadName, side: keyof Pair) =>
    name.filter((word, place) => !word.isCommon && !word.isInitial && !found.some((pair) => pair[side] === place));
  const [leftOwn, leftOther] = [leftOf(own, "own"), leftOf(other, "other")];
  const isWhole = leftOwn.length === 0 || leftOther.length === 0;
  /** The first word of both, or a given name that is the first word of one: the order of the other may be turned. */
  const givenPair = telling.find(isFirst) ?? telling.find((pair) => touchesFirst(pair) && wordAt(pair)?.isGiven);
  const isBrothersName = givenPair && sharedFirstNames.has(wordAt(givenPair)?.text ?? "");

  if (telling.length === 0) return slips.length > 1 && isWhole ? "bothSlip" : "none";
  const [slip] = slips;
  if (slip) {
    const isOfGiven = isFirst(slip) || (touchesFirst(slip) && !givenPair);
    const areKnown = own[slip.own]?.isGiven === true && other[slip.other]?.isGiven === true;
    if (isOfGiven && areKnown) return "surname";
    if (!isWhole) return givenPair && !isBrothersName ? "given" : "surname";
    if (slips.length > 1) return "bothSlip";
    // A slip in the name that tells brothers apart, behind one that they share.
    if (!isOfGiven && isBrothersName && areKnown) return "surname";
    return isOfGiven ? "givenSlip" : "surnameSlip";
  }
  if (initials.some(touchesFirst)) return isWhole ? "initial" : "none";
  if (!isWhole) {
    if (!givenPair) return "surname";
    const isLastToo = telling.some((pair) => pair !== givenPair && pair.own === own.length - 1 && pair.other === other.length - 1);
    if (isBrothersName && isLastToo) return "surname";
    return isLastToo ? "middle" : "given";
  }
  if (exact.length + initials.length < 2) return givenPair ? "given" : "surname";
  const longer = own.length >= other.length ? "own" : "other";
  const isShortened = own.length !== other.length && !found.some((pair) => pair[longer] === 0);
  return isShortened ? "middle" : "same";
};

/** The best agreement of all the names that two people have given. The same in both directions. */
export const compareNames = (own: readonly ReadName[], other: readonly ReadName[]): NameAgreement => {
  let best = nameAgreements.length - 1;
  for (const one of own) for (const another of other) best = Math.min(best, nameAgreements.indexOf(compareOrdered(one, another)));
  return nameAgreements[best] ?? "none";
};
