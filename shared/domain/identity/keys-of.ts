import { unitsOf } from "../address/unit.ts";
import type { Day } from "../dates.ts";
import type { HouseholdIdentity, MatchKey, MatchKeyKind, Member } from "./identity.ts";
import { type NameWord, type ReadName, readNames, soundOf } from "./read-name.ts";
import { ninoStem } from "./read-nino.ts";

/** The units of a household's address. People without one, and in refuges, share no home with anybody. */
export const unitsAt = (address: Address): readonly string[] => {
  const units = unitsRead.get(address) ?? (address.kind === "settled" ? unitsOf(address) : []);
  unitsRead.set(address, units);
  return units;
};
type Address = HouseholdIdentity["homes"][number]["address"];
/** Lines are read once, however many candidates an address is compared with. */
const unitsRead = new WeakMap<Address, readonly string[]>();

/** Day and month in one order, so that a date with both turned round finds its household. */
const birthText = (birth: Day): string => {
  const [year = "", ...rest] = birth.split("-");
  return [year, ...rest.toSorted()].join("-");
};

/** One word of a name may be short for more names than one. */
const mostRoots = 2;
const soundsOf = (word: NameWord): readonly string[] => [...new Set(word.roots.slice(0, mostRoots).map(soundOf))];

const wholeName = (name: ReadName): string =>
  name
    .map(({ roots, text }) => roots[0] ?? text)
    .toSorted()
    .join(" ");

/** Words that stand for a person. Where nothing else is left, those that many people share. */
const tellingWords = (name: ReadName): ReadName => {
  const whole = name.filter(({ isInitial }) => !isInitial);
  const telling = whole.filter(({ isCommon }) => !isCommon);
  return telling.length > 0 ? telling : whole;
};

const unique = (kind: MatchKeyKind, values: readonly string[]): readonly MatchKey[] =>
  [...new Set(values)].map((value) => ({ kind, value }));

const isHere = ({ until }: Member) => until === undefined;
/** The applicant first, then partner and other adults: a cut takes children's keys before theirs. */
const ranks: Readonly<Record<string, number>> = { self: 0, partner: 1, otherAdult: 2 };
const rankOf = ({ relationship }: Member): number => ranks[relationship] ?? 3;

/**
 * The identifiers by which a household is found, the most telling first. People who left are found by them still, so that
 * somebody who comes back is noticed.
 */
export const keysOf = (identity: HouseholdIdentity): readonly MatchKey[] => {
  const people = identity.people.toSorted((a, b) => Number(isHere(b)) - Number(isHere(a)) || rankOf(a) - rankOf(b));
  const born = people.flatMap(({ name, otherNames, dateOfBirth }) =>
    dateOfBirth === undefined ? [] : [{ birth: birthText(dateOfBirth), names: readNames(name, otherNames) }],
  );
  const homes = identity.homes.toSorted((a, b) => (a.until === undefined ? 0 : 1) - (b.until === undefined ? 0 : 1));
  return [
    ...unique(
      "nino",
      people.flatMap(({ nino }) => (nino === undefined ? [] : [ninoStem(nino)])),
    ),
    ...unique(
      "nameBirth",
      born.flatMap(({ birth, names }) => names.map((name) => `${wholeName(name)} ${birth}`)),
    ),
    ...unique("account", identity.accounts),
    ...unique("phone", identity.phones),
    ...unique("email", identity.emails),
    ...unique(
      "unit",
      homes.flatMap(({ address }) => unitsAt(address)),
    ),
    ...unique(
      "partBirth",
      born.flatMap(({ birth, names }) =>
        names.flatMap((name) => tellingWords(name).flatMap((word) => soundsOf(word).map((sound) => `${sound} ${birth}`))),
      ),
    ),
  ];
};

/** Beyond these, a key is shared by so many households that it tells nothing of who is who. */
const sharedFrom: Readonly<Record<MatchKeyKind, number>> = {
  nino: 50,
  nameBirth: 50,
  partBirth: 50,
  account: 4,
  phone: 5,
  email: 4,
  unit: 12,
};
/** The most households that a key's item names. */
export const mostHouseholdsOfKey = 50;
/** The most candidates that one application is compared with. */
export const mostCandidates = 100;

export const isSharedByMany = (kind: MatchKeyKind, households: number): boolean => households >= sharedFrom[kind];

/** If such a key has no room for another household, no comparison is complete and a person looks. */
export const isStrongKey = (kind: MatchKeyKind): boolean => kind === "nino" || kind === "nameBirth";
