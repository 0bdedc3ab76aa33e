import type { Day } from "../dates.ts";
import { describedAgain, isSameHome, withContacts, withOwnIds } from "./after-applying.ts";
import type { HouseholdIdentity, Member } from "./identity.ts";
import { samePeople } from "./score-of.ts";

/** Two households that are one: the people, homes and contacts of both. Nobody leaves, since no application left anybody out. */
export const joinedIdentity = (known: HouseholdIdentity, own: HouseholdIdentity, today: Day): HouseholdIdentity => {
  const pairs = samePeople(own, known);
  const people = known.people.map((member) => {
    const pair = pairs.find(({ other }) => other === member);
    return pair ? describedAgain(member, pair.own) : member;
  });
  const added = own.people
    .filter((member) => pairs.every((pair) => pair.own !== member))
    .map((member): Member => (member.relationship === "self" ? { ...member, relationship: "otherAdult" } : member));
  const home = own.homes.findLast(({ until }) => until === undefined);
  const staysThere = home && known.homes.some(({ address, until }) => until === undefined && isSameHome(address, home.address));
  const ended = known.homes.map((one) => (one.until === undefined ? { ...one, until: today } : one));
  return {
    ...known,
    people: withOwnIds(people, added),
    homes: home && !staysThere ? [...ended, { ...home, from: today }] : known.homes,
    phones: withContacts(known.phones, own.phones),
    emails: withContacts(known.emails, own.emails),
    accounts: withContacts(known.accounts, own.accounts),
  };
};
