import { ageOn, type Day } from "../dates.ts";
import type { ChangeToPeople, HouseholdIdentity, Member } from "./identity.ts";

type Lived = { readonly from: Day; readonly until?: Day };

const isDuring = ({ from, until }: Lived, day: Day): boolean => from <= day && (until === undefined || day <= until);

/** Somebody who was listed by mistake was never there. */
export const wasThere = (member: Member, day: Day): boolean => member.left !== "mistake" && isDuring(member, day);

/** The people of a household on a day, by all that is known now. */
export const peopleOn = ({ people }: Pick<HouseholdIdentity, "people">, day: Day): readonly Member[] =>
  people.filter((member) => wasThere(member, day));

/** Those whose leaving nobody has recorded. */
export const peopleNow = ({ people }: Pick<HouseholdIdentity, "people">): readonly Member[] =>
  people.filter(({ until }) => until === undefined);
export const peopleWhoLeft = ({ people }: Pick<HouseholdIdentity, "people">): readonly Member[] =>
  people.filter(({ until }) => until !== undefined);

export const ageOfMember = ({ dateOfBirth, estimatedAge }: Pick<Member, "dateOfBirth" | "estimatedAge">, day: Day): number | undefined =>
  dateOfBirth === undefined ? estimatedAge : ageOn(dateOfBirth, day);

const adultAge = 18;
/** Whether somebody was a child on one day and is none on a later one. */
export const turnedAdult = ({ dateOfBirth }: Pick<Member, "dateOfBirth">, since: Day, today: Day): boolean =>
  dateOfBirth !== undefined && dateOfBirth <= since && ageOn(dateOfBirth, since) < adultAge && ageOn(dateOfBirth, today) >= adultAge;

const without = (people: readonly Member[], { personId }: Member): readonly Member[] => people.filter((one) => one.personId !== personId);
const inPlace = (people: readonly Member[], member: Member): readonly Member[] =>
  people.map((one) => (one.personId === member.personId ? member : one));

const before = (people: readonly Member[], change: ChangeToPeople): readonly Member[] => {
  switch (change.kind) {
    case "memberAdded":
      return without(people, change.becomes);
    case "memberCorrected":
    case "memberLeft":
      return inPlace(people, change.was);
    case "homeChanged":
      return people;
  }
};

/**
 * The people known to belong to a household on a day, at a time such as that of an award: every change recorded later
 * is taken back, also one that says what was so before.
 */
export const peopleKnownAt = (
  { people, changes = [] }: Pick<HouseholdIdentity, "people" | "changes">,
  { at, day }: { readonly at: string; readonly day: Day },
): readonly Member[] => {
  const later = changes.filter((one) => one.at > at).toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return peopleOn({ people: later.reduce((then, { change }) => before(then, change), people) }, day);
};
