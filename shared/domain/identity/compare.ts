import { foldLetters } from "../fold-letters.ts";
import type { HouseholdIdentity } from "./identity.ts";
import { unitsAt } from "./keys-of.ts";

export const comparedWords = {
  names: "Names",
  datesOfBirth: "Dates of birth",
  ninos: "National Insurance numbers",
  homes: "Addresses",
  phones: "Phone numbers",
  emails: "Email addresses",
  accounts: "Bank accounts",
} as const;
export type ComparedPoint = keyof typeof comparedWords;

/** Not known where one of the two says nothing of it: that speaks neither for nor against. */
export type Compared = { readonly what: ComparedPoint; readonly verdict: "agrees" | "differs" | "notKnown" };

export type Known = Pick<HouseholdIdentity, "people" | "homes" | "phones" | "emails" | "accounts">;

/** Compares two households point by point. A point agrees if they have one value in common. */
export const compare = (own: Known, other: Known): readonly Compared[] =>
  (Object.keys(comparedWords) as ComparedPoint[]).map((what) => ({ what, verdict: verdictOn(valuesOf[what](own), valuesOf[what](other)) }));

const verdictOn = (own: readonly string[], other: readonly string[]): Compared["verdict"] => {
  if (own.length === 0 || other.length === 0) return "notKnown";
  return own.some((value) => other.includes(value)) ? "agrees" : "differs";
};

const valuesOf: { readonly [P in ComparedPoint]: (known: Known) => readonly string[] } = {
  names: ({ people }) => people.flatMap(({ name, otherNames = [] }) => [name, ...otherNames].map(inAnyOrder)),
  datesOfBirth: ({ people }) => people.flatMap(({ dateOfBirth }) => dateOfBirth ?? []),
  ninos: ({ people }) => people.flatMap(({ nino }) => nino ?? []),
  homes: ({ homes }) => homes.flatMap(({ address }) => unitsAt(address)),
  phones: ({ phones }) => phones,
  emails: ({ emails }) => emails,
  accounts: ({ accounts }) => accounts,
};

/** "Control Zoe" and "Zoe Control" are one name. */
const inAnyOrder = (name: string): string =>
  foldLetters(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .toSorted()
    .join(" ");
