import type { HouseholdIdentity, Member } from "../identity/identity.ts";
import type { Register } from "./register.ts";
import type { RegisterPerson, RegisterRow } from "./register-row.ts";

/** A list without dates of birth often has middle names that nobody gives elsewhere. Where there is a date, the whole name has to do. */
const memberOf = (
  { shortName, ...person }: RegisterPerson,
  personId: string,
  relationship: Member["relationship"],
  { dated }: Register,
): Member => ({
  personId,
  ...person,
  ...(shortName && person.dateOfBirth === undefined && { otherNames: [shortName] }),
  relationship,
  from: dated,
});

/** A row as a household’s identity, so that the same keys and score compare it. The people live there from the list’s day. */
export const identityOfRow = (
  register: Register,
  { row, people: [first, ...others], home, facts: { child } }: RegisterRow,
): HouseholdIdentity => ({
  householdId: `${register.registerId}#${row}`,
  version: 1,
  people: [
    memberOf(first, "1", "self", register),
    ...others.map((person, index) => memberOf(person, String(index + 2), "partner", register)),
    ...(child ? [memberOf(child, "child", "child", register)] : []),
  ],
  homes: home ? [{ address: { kind: "settled", ...home }, from: register.dated }] : [],
  phones: [],
  emails: [],
  accounts: [],
});
