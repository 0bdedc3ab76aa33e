import type { Day } from "../dates.ts";
import type { Home, HouseholdIdentity, Member } from "./identity.ts";
import { unitsAt } from "./keys-of.ts";
import { samePeople } from "./score-of.ts";

const union = (one: readonly string[], other: readonly string[]): readonly string[] => [...new Set([...one, ...other])];

const areOne = (one: Home["address"], other: Home["address"]): boolean => {
  const units = unitsAt(one);
  if (units.length > 0) return unitsAt(other).some((unit) => units.includes(unit));
  return JSON.stringify(one) === JSON.stringify(other);
};

/** People's own answers go before others' answers about them. Every name that they gave stays known. */
const describedAgain = (known: Member, again: Member): Member => {
  const isOwnWord = known.byOthersWord === true && again.byOthersWord === undefined;
  const [first, second] = isOwnWord ? [again, known] : [known, again];
  const names = union(first.otherNames ?? [], [second.name, ...(second.otherNames ?? [])]).filter((name) => name !== first.name);
  const { byOthersWord: _word, estimatedAge, dateOfBirth, nino, ...rest } = first;
  const birth = dateOfBirth ?? second.dateOfBirth;
  const number = nino ?? second.nino;
  return {
    ...rest,
    personId: known.personId,
    relationship: known.relationship,
    from: known.from,
    ...(names.length > 0 && { otherNames: names }),
    ...(birth !== undefined && { dateOfBirth: birth }),
    ...(birth === undefined && estimatedAge !== undefined && { estimatedAge }),
    ...(number !== undefined && { nino: number }),
    ...(first.byOthersWord && second.byOthersWord && { byOthersWord: true as const }),
  };
};

/** Two households that are one: the people, homes and ways to reach and pay of both. An application goes by after-applying.ts. */
export const joinedIdentity = (known: HouseholdIdentity, own: HouseholdIdentity, today: Day): HouseholdIdentity => {
  const same = samePeople(own, known);
  const people = known.people.map((member) => {
    const again = same.find(({ other }) => other === member);
    return again ? describedAgain(member, again.own) : member;
  });
  const added = own.people
    .filter((member) => !same.some((pair) => pair.own === member))
    .map((member): Member => (member.relationship === "self" ? { ...member, relationship: "otherAdult" } : member));
  const [home] = own.homes;
  const staysThere = home !== undefined && known.homes.some(({ address, until }) => until === undefined && areOne(address, home.address));
  const homes =
    home === undefined || staysThere
      ? known.homes
      : [...known.homes.map((one) => (one.until === undefined ? { ...one, until: today } : one)), { ...home, from: today }];
  return {
    ...known,
    people: [...people, ...added],
    homes,
    phones: union(known.phones, own.phones),
    emails: union(known.emails, own.emails),
    accounts: union(known.accounts, own.accounts),
  };
};
