import { ageOn, type Day } from "../dates.ts";
import { compareBirths, isFirstOfJanuary } from "./compare-births.ts";
import { compareNames, type NameAgreement } from "./compare-names.ts";
import type { HouseholdIdentity, MatchKey, Member, Score, ScorePart } from "./identity.ts";
import { unitsAt } from "./keys-of.ts";
import { lettersApart } from "./letters-apart.ts";
import { type ReadName, readNames } from "./read-name.ts";
import { ninoStem } from "./read-nino.ts";

type PartRow = { readonly points: number; readonly says: string; readonly isGuard?: true };

/**
 * Every part that a score can have. Points for: what one person of both households has in common, then what the households
 * have. A guard part is a doubt that only a person can settle.
 */
export const scoreParts = {
  sameNino: { points: 70, says: "The same National Insurance number" },
  sameName: { points: 40, says: "The same full name" },
  oneNameSame: { points: 34, says: "The same single name" },
  surnameSlip: { points: 33, says: "The same first name, and a surname that differs by a slip" },
  middleDiffers: { points: 29, says: "The same name, but for a middle name" },
  otherSpelling: { points: 29, says: "The same full name, with the first name in another spelling" },
  shortGiven: { points: 29, says: "The same surname, and a first name that is short for the other" },
  givenSlip: { points: 29, says: "The same surname, and a first name that differs by a slip" },
  shortEither: {
    points: 29,
    says: "The same surname, and a first name that may be short for the other, or for another one",
    isGuard: true,
  },
  firstLetter: { points: 29, says: "The same surname, and a first name with another first letter", isGuard: true },
  firstMissing: { points: 29, says: "The same surname, and a first name that is another part of the other name", isGuard: true },
  initialFits: { points: 25, says: "The same surname, and an initial that fits the first name", isGuard: true },
  sameGiven: { points: 22, says: "The same first name" },
  oneWord: { points: 22, says: "One name in common, which may be the first name or the surname", isGuard: true },
  bothSlip: { points: 20, says: "A first name and a surname that each differ by a slip" },
  sameSurname: { points: 12, says: "The same surname" },
  sameBirth: { points: 40, says: "The same date of birth" },
  sameFirstOfJanuary: { points: 28, says: "The same date of birth, which is 1 January: offices enter it where the day is not known" },
  swappedBirth: { points: 32, says: "The same date of birth, with day and month swapped" },
  birthSlip: { points: 22, says: "A date of birth that differs by one slip" },
  anotherSame: { points: 20, says: "Another person with the same name and date of birth" },
  sameUnit: { points: 30, says: "The same home" },
  sameBuilding: { points: 15, says: "The same building, with the flat left out in one of the two addresses" },
  earlierUnit: { points: 15, says: "A home where the other household lived before" },
  sameAccount: { points: 38, says: "The same bank account" },
  sameEmail: { points: 28, says: "The same email address" },
  samePhone: { points: 24, says: "The same phone number" },

  ninoDiffers: { points: -30, says: "Different National Insurance numbers", isGuard: true },
  birthsApart: { points: -40, says: "The same name with another date of birth: perhaps parent and child", isGuard: true },
  givenDiffers: { points: -35, says: "The same date of birth and surname with another first name: perhaps twins", isGuard: true },
  perhapsTwin: { points: 0, says: "First names alike, as twins who share a home and a phone may have", isGuard: true },
  ninoAlone: { points: 0, says: "The same National Insurance number for another name and date of birth", isGuard: true },
  birthUnknown: { points: 0, says: "No date of birth to compare", isGuard: true },
  nobodyKnown: { points: 0, says: "Nobody of this application is known in that household", isGuard: true },
  applicantUnknown: { points: 0, says: "The person who needs help is not known in that household", isGuard: true },
  applicantMissing: { points: 0, says: "The person that household was helped for is not in this application", isGuard: true },
  movedWithoutAdult: { points: 0, says: "Another home, and an adult of that household is not in this application", isGuard: true },
  contactsDiffer: { points: 0, says: "Nothing else in common, and other ways to reach and to pay them: perhaps twins", isGuard: true },
  leftBefore: { points: 0, says: "Somebody who left that household", isGuard: true },
} as const satisfies Record<string, PartRow>;
export type ScorePartName = keyof typeof scoreParts;

const partOf = (name: ScorePartName): ScorePart => ({ part: name, ...scoreParts[name] });

const partOfName: Readonly<Record<NameAgreement, ScorePartName | undefined>> = {
  same: "sameName",
  oneName: "oneNameSame",
  surnameSlip: "surnameSlip",
  middle: "middleDiffers",
  otherSpelling: "otherSpelling",
  shortGiven: "shortGiven",
  givenSlip: "givenSlip",
  shortEither: "shortEither",
  firstLetter: "firstLetter",
  firstMissing: "firstMissing",
  initial: "initialFits",
  given: "sameGiven",
  bothSlip: "bothSlip",
  oneWord: "oneWord",
  surname: "sameSurname",
  none: undefined,
};
const partOfBirth = { same: "sameBirth", swapped: "swappedBirth", slip: "birthSlip", unknown: undefined, apart: undefined } as const;

type Someone = { readonly member: Member };
type Pair = {
  readonly own: Someone;
  readonly other: Someone;
  readonly name: NameAgreement;
  readonly birth: ReturnType<typeof compareBirths>;
  readonly nino: "same" | "near" | "differs" | "unknown";
  readonly parts: readonly ScorePartName[];
  readonly points: number;
};

const compareNinos = (own: string | undefined, other: string | undefined): Pair["nino"] => {
  if (own === undefined || other === undefined) return "unknown";
  const apart = lettersApart(ninoStem(own), ninoStem(other), 1);
  return apart === 0 ? "same" : apart === 1 ? "near" : "differs";
};

/** Names are read once for each person, however many candidates they are compared with. */
const namesRead = new WeakMap<Member, readonly ReadName[]>();
const namesOf = (member: Member): readonly ReadName[] => {
  const read = namesRead.get(member) ?? readNames(member.name, member.otherNames);
  namesRead.set(member, read);
  return read;
};

const mayBeOne = (own: Someone, other: Someone): boolean =>
  compareBirths(own.member.dateOfBirth, other.member.dateOfBirth) !== "apart" ||
  compareNinos(own.member.nino, other.member.nino) === "same";

const pairOf = (own: Someone, other: Someone): Pair => {
  const birth = compareBirths(own.member.dateOfBirth, other.member.dateOfBirth);
  const name = compareNames(namesOf(own.member), namesOf(other.member));
  const nino = compareNinos(own.member.nino, other.member.nino);
  const isVague = birth === "same" && isFirstOfJanuary(own.member.dateOfBirth ?? "");
  const named = partOfName[name];
  // One number and one date of birth are one person, so that a doubtful name is none.
  const isSettled = nino === "same" && (birth === "same" || birth === "swapped");
  const isDoubt = named !== undefined && "isGuard" in scoreParts[named];
  const parts = [
    nino === "same" ? "sameNino" : undefined,
    isSettled && isDoubt ? undefined : named,
    isVague ? "sameFirstOfJanuary" : partOfBirth[birth],
  ] as const;
  const found = parts.filter((part) => part !== undefined);
  return { own, other, name, birth, nino, parts: found, points: found.reduce((total, part) => total + scoreParts[part].points, 0) };
};

/** A surname alone says nothing of who somebody is. */
const tellsNames = (name: NameAgreement): boolean => name !== "surname" && name !== "none";
/** A father may give his son each of these. */
const wholeNames = new Set<NameAgreement>(["same", "oneName", "otherSpelling", "shortGiven"]);
/** Whether two descriptions can be of one person. */
const isOnePerson = ({ name, birth, nino }: Pair): boolean => {
  if (nino === "same") return true;
  if (birth === "unknown") return name === "same" || name === "surnameSlip";
  return (
    tellsNames(name) &&
    birth !== "apart" &&
    (birth !== "slip" || name === "same" || name === "oneName" || name === "surnameSlip" || name === "otherSpelling")
  );
};
/** Enough to count as one more person in both, without help from anything else. */
const isSureToo = ({ name, birth, nino }: Pair): boolean =>
  nino !== "differs" &&
  (name === "same" || name === "otherSpelling" || name === "surnameSlip" || name === "oneName") &&
  (birth === "same" || birth === "swapped");

const isHere = ({ member }: Someone) => member.until === undefined;
const isApplicant = ({ member }: Someone) => member.relationship === "self";
const readAll = (people: readonly Member[]): readonly Someone[] => people.map((member) => ({ member }));

/** Each person of one household with one of the other at most, the best pairs first. */
const pairsOf = (own: readonly Someone[], other: readonly Someone[]): readonly Pair[] => {
  const every = own
    .flatMap((one) => other.filter((another) => mayBeOne(one, another)).map((another) => pairOf(one, another)))
    .filter(isOnePerson);
  const rank = (pair: Pair) =>
    pair.points + (isApplicant(pair.own) ? 1 : 0) + (isApplicant(pair.other) ? 1 : 0) + (isHere(pair.other) ? 1 : 0);
  const taken = new Set<Someone>();
  return every
    .toSorted((a, b) => rank(b) - rank(a))
    .filter((pair) => {
      if (taken.has(pair.own) || taken.has(pair.other)) return false;
      taken.add(pair.own).add(pair.other);
      return true;
    });
};

type Homes = "same" | "building" | "earlier" | "other" | "unknown";

const partOfHomes: Readonly<Record<Homes, ScorePartName | undefined>> = {
  same: "sameUnit",
  building: "sameBuilding",
  earlier: "earlierUnit",
  other: undefined,
  unknown: undefined,
};

/** One of two units is a whole building, and the other one a flat of it. */
const isPartOf = (one: string, other: string): boolean => one !== other && (one.startsWith(`${other} / `) || other.startsWith(`${one} / `));
type IsShared = (key: MatchKey) => boolean;

const compareHomes = (own: HouseholdIdentity, other: HouseholdIdentity, isShared: IsShared): Homes => {
  const units = (homes: HouseholdIdentity["homes"]) => homes.flatMap(({ address }) => unitsAt(address));
  const ownUnits = units(own.homes.filter(({ until }) => until === undefined));
  const now = units(other.homes.filter(({ until }) => until === undefined));
  const shares = (theirs: readonly string[]) => theirs.some((value) => ownUnits.includes(value) && !isShared({ kind: "unit", value }));
  if (shares(now)) return "same";
  if (now.some((value) => ownUnits.some((unit) => isPartOf(unit, value)))) return "building";
  if (shares(units(other.homes))) return "earlier";
  return ownUnits.length === 0 || now.length === 0 || now.some((value) => ownUnits.includes(value)) ? "unknown" : "other";
};

const common = (kind: MatchKey["kind"], own: readonly string[], other: readonly string[], isShared: IsShared): boolean =>
  own.some((value) => other.includes(value) && !isShared({ kind, value }));

const contactKinds = ["phones", "emails", "accounts"] as const;

/** Both gave two kinds of contact or account at least, and share none: one person rarely changes all of them at once. */
const contactsDiffer = (own: HouseholdIdentity, other: HouseholdIdentity): boolean => {
  const given = contactKinds.filter((kind) => own[kind].length > 0 && other[kind].length > 0);
  return given.length >= 2 && !given.some((kind) => own[kind].some((value) => other[kind].includes(value)));
};

const adultFrom = 18;
const isAdult = ({ member }: Someone, today: Day): boolean =>
  (member.dateOfBirth === undefined
    ? (member.estimatedAge ?? (member.relationship === "child" ? 0 : adultFrom))
    : ageOn(member.dateOfBirth, today)) >= adultFrom;

/** The parts against: contradictions about people who might be one, and doubts about whose household it is. */
const doubtsOf = (
  pairs: readonly Pair[],
  own: readonly Someone[],
  other: readonly Someone[],
  homes: Homes,
  today: Day,
): readonly ScorePartName[] => {
  const doubts: ScorePartName[] = [];
  const [best] = pairs;
  const here = other.filter(isHere);
  const paired = (someone: Someone) => pairs.some((pair) => pair.own === someone || pair.other === someone);
  const applicant = own.find(isApplicant);
  const theirs = here.filter(isApplicant);

  if (!best) doubts.push("nobodyKnown");
  if (best) {
    const isKnownBirth = best.birth === "same" || best.birth === "swapped" || best.birth === "slip";
    if (!isKnownBirth && best.nino !== "same") doubts.push("birthUnknown");
    if (best.nino === "same" && !isKnownBirth && !tellsNames(best.name)) doubts.push("ninoAlone");
    if (best.nino === "same" && best.birth === "apart" && wholeNames.has(best.name)) doubts.push("birthsApart");
    const theirsFound = theirs.length > 0 && theirs.every(paired);
    if (applicant && !paired(applicant) && !(homes === "same" && theirsFound)) doubts.push("applicantUnknown");
    if (theirs.length > 0 && !theirs.some(paired)) doubts.push("applicantMissing");
    if (homes === "other" || homes === "earlier" || homes === "building") {
      if (here.some((someone) => isAdult(someone, today) && !paired(someone))) doubts.push("movedWithoutAdult");
    }
    if (!isHere(best.other)) doubts.push("leftBefore");
  }
  if (pairs.some(({ nino, own }) => nino === "differs" && (own === best?.own || isApplicant(own)))) doubts.push("ninoDiffers");
  if (applicant && !paired(applicant)) {
    const strangers = here.filter((someone) => !paired(someone)).map((someone) => pairOf(applicant, someone));
    if (strangers.some(({ name, birth }) => wholeNames.has(name) && birth === "apart")) doubts.push("birthsApart");
    if (strangers.some(({ name, birth }) => name === "surname" && (birth === "same" || birth === "swapped"))) doubts.push("givenDiffers");
  }
  return doubts;
};

/** The applicant's nearest in that household where nobody is one person: twins, and a parent and child of one name. */
const nearestParts = (own: readonly Someone[], other: readonly Someone[]): readonly ScorePartName[] => {
  const applicant = own.find(isApplicant);
  if (!applicant) return [];
  const near = other.filter(isHere).map((someone) => pairOf(applicant, someone));
  const [first] = near
    .filter(({ name, birth }) => (name === "surname" && birth === "same") || (wholeNames.has(name) && birth === "apart"))
    .toSorted((a, b) => b.points - a.points);
  return first?.parts ?? [];
};

const mostOthers = 2;

/** First names alike enough for one person, and for twins as well. */
const twinNames = new Set<NameAgreement>(["otherSpelling", "shortGiven", "givenSlip", "middle"]);

/**
 * Scores how far two descriptions are of one household, in parts that a person can read. `own` has just come in; `other`
 * is a household that is known.
 */
export const scoreOf = (own: HouseholdIdentity, other: HouseholdIdentity, isShared: IsShared): Score => {
  const today = own.homes[0]?.from ?? own.people[0]?.from ?? "";
  const homes = compareHomes(own, other, isShared);
  const ownPeople = readAll(own.people).filter(isHere);
  // Somebody who left is looked for only where they lived: their own later life is no business of that household.
  const otherPeople = readAll(other.people).filter((someone) => isHere(someone) || homes === "same");
  const pairs = pairsOf(ownPeople, otherPeople);
  const [best, ...more] = pairs;
  const others = more.filter(isSureToo).length;
  const homePart = partOfHomes[homes];
  const hasAccount = common("account", own.accounts, other.accounts, isShared);
  const hasEmail = common("email", own.emails, other.emails, isShared);
  const isPerhapsTwin = best !== undefined && twinNames.has(best.name) && best.nino !== "same" && others === 0 && !hasAccount && !hasEmail;
  const names: readonly ScorePartName[] = [
    ...(best?.parts ?? nearestParts(ownPeople, otherPeople)),
    ...Array.from({ length: Math.min(others, mostOthers) }, () => "anotherSame" as const),
    ...(homePart ? [homePart] : []),
    ...(hasAccount ? ["sameAccount" as const] : []),
    ...(hasEmail ? ["sameEmail" as const] : []),
    ...(common("phone", own.phones, other.phones, isShared) ? ["samePhone" as const] : []),
    ...(isPerhapsTwin ? ["perhapsTwin" as const] : []),
    ...doubtsOf(pairs, ownPeople, otherPeople, homes, today),
    ...(best && best.nino !== "same" && others === 0 && contactsDiffer(own, other) ? ["contactsDiffer" as const] : []),
  ];
  const parts = names.map(partOf);
  return { points: parts.reduce((total, { points }) => total + points, 0), parts };
};

/** Pairs the people of one household with the same people of the other. */
export const samePeople = (own: HouseholdIdentity, other: HouseholdIdentity): readonly { readonly own: Member; readonly other: Member }[] =>
  pairsOf(readAll(own.people).filter(isHere), readAll(other.people).filter(isHere)).map((pair) => ({
    own: pair.own.member,
    other: pair.other.member,
  }));

/** Whether two descriptions within one household are of one person. */
export const areOnePerson = (own: Member, other: Member): boolean => {
  const [one, another] = readAll([own, other]);
  return one !== undefined && another !== undefined && isOnePerson(pairOf(one, another));
};
