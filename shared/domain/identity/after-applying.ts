import { addDays, type Day } from "../dates.ts";
import { foldLetters } from "../fold-letters.ts";
import type { Home, HouseholdIdentity, Member } from "./identity.ts";
import { unitsAt } from "./keys-of.ts";
import { samePeople } from "./score-of.ts";

const foldedName = (name: string): string => foldLetters(name).replace(/\s+/g, " ").trim();

/** The names that they are known by, without the one in use. */
const otherNamesOf = (name: string, names: readonly string[]): Pick<Member, "otherNames"> => {
  const seen = new Set([foldedName(name)]);
  const others = names.filter((one) => !seen.has(foldedName(one)) && seen.add(foldedName(one)));
  return others.length > 0 ? { otherNames: others } : {};
};

/** A member after they were described again. Their own answers go before another's about them, and known facts are not lost. */
export const describedAgain = (known: Member, listed: Member): Member => {
  const isOwnWordNew = known.byOthersWord === true && listed.byOthersWord !== true;
  const [first, second] = isOwnWordNew ? [listed, known] : [known, listed];
  const { byOthersWord, notListedSince: _, otherNames: __, dateOfBirth: ___, estimatedAge: ____, ...kept } = known;
  const dateOfBirth = first.dateOfBirth ?? second.dateOfBirth;
  const estimatedAge = dateOfBirth === undefined ? (listed.estimatedAge ?? known.estimatedAge) : undefined;
  const nino = first.nino ?? second.nino;
  return {
    ...kept,
    name: first.name,
    ...otherNamesOf(first.name, [...(known.otherNames ?? []), ...(listed.otherNames ?? []), known.name, listed.name]),
    ...(dateOfBirth !== undefined && { dateOfBirth }),
    ...(estimatedAge !== undefined && { estimatedAge }),
    ...(nino !== undefined && { nino }),
    ...(byOthersWord && listed.byOthersWord && { byOthersWord }),
  };
};

/** An id that nobody of the household has, or ever had: those who left keep theirs. */
export const withOwnIds = (people: readonly Member[], joining: readonly Member[]): readonly Member[] => {
  const taken = new Set(people.map(({ personId }) => personId));
  const named = joining.map((member) => {
    const personId = taken.has(member.personId) ? nextPersonId(taken) : member.personId;
    taken.add(personId);
    return { ...member, personId };
  });
  return [...people, ...named];
};

/** "P7" after seven people. */
export const nextPersonId = (taken: ReadonlySet<string>): string => {
  let number = taken.size + 1;
  while (taken.has(`P${number}`)) number += 1;
  return `P${number}`;
};

/** More than a household has. The oldest go. */
const mostContacts = 30;
export const withContacts = (known: readonly string[], said: readonly string[]): readonly string[] =>
  [...new Set([...known.filter((one) => !said.includes(one)), ...said])].slice(-mostContacts);

export const isSameHome = (one: Home["address"], other: Home["address"]): boolean => {
  const units = unitsAt(one);
  if (units.length > 0) return unitsAt(other).some((unit) => units.includes(unit));
  return foldedName(JSON.stringify(one)) === foldedName(JSON.stringify(other));
};

/** The first application says who the others are to whom: a second applicant is another adult of that household. */
const relationTo = ({ people }: HouseholdIdentity, { relationship }: Member): Pick<Member, "relationship"> => ({
  relationship: relationship === "self" && people.length > 0 ? "otherAdult" : relationship,
});

/** The homes with one more, in which the household lives from this day. */
export const movedTo = (homes: readonly Home[], address: Home["address"], from: Day): readonly Home[] => {
  const ended = homes
    .filter((home) => home.until !== undefined || home.from < from)
    .map((home): Home => (home.until === undefined ? { ...home, until: addDays(from, -1) } : home));
  return [...ended, { address, from }];
};

/**
 * A household after one more application of it. New people join on the day of the application. Nobody leaves by not being
 * listed: they are marked, so that a person can say whether and when they left.
 */
export const afterApplying = (identity: HouseholdIdentity, application: HouseholdIdentity, today: Day): HouseholdIdentity => {
  const pairs = samePeople(application, identity);
  const people = identity.people.map((member): Member => {
    const pair = pairs.find(({ other }) => other === member);
    if (pair) return describedAgain(member, pair.own);
    return member.until === undefined ? { ...member, notListedSince: member.notListedSince ?? today } : member;
  });
  const joining = application.people
    .filter((one) => pairs.every(({ own }) => own !== one))
    .map(({ notListedSince: _, ...one }): Member => ({ ...one, ...relationTo(identity, one), from: today }));
  const address = application.homes.at(-1)?.address;
  const home = identity.homes.findLast(({ until }) => until === undefined);
  return {
    ...identity,
    people: withOwnIds(people, joining),
    homes: address && !(home && isSameHome(home.address, address)) ? movedTo(identity.homes, address, today) : identity.homes,
    phones: withContacts(identity.phones, application.phones),
    emails: withContacts(identity.emails, application.emails),
    accounts: withContacts(identity.accounts, application.accounts),
  };
};
