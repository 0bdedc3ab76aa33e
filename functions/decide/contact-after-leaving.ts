import { personHelped } from "../../shared/domain/application.ts";
import type { HouseholdClaims } from "../../shared/domain/household/household.ts";
import { changePart, partsOf } from "../../shared/domain/household/parts.ts";
import {
  afterLeaving,
  afterSaying,
  isSameWord,
  nothingSaid,
  type StandingContact,
} from "../../shared/domain/household/standing-contact.ts";
import type { HouseholdIdentity, Member } from "../../shared/domain/identity/identity.ts";
import { emailText } from "../../shared/domain/identity/identity-of.ts";
import { areOnePerson } from "../../shared/domain/identity/score-of.ts";
import { phoneDigits } from "../../shared/domain/phone-digits.ts";
import type { CaseOfHousehold } from "../../shared/store/household-records.ts";

type Given = { readonly phone?: string | undefined; readonly email?: string | undefined };

/** Every phone and email that an application gave, also those to which it asked for a code to be sent. */
const givenIn = ({ application: { contact, payTo } }: CaseOfHousehold): readonly Given[] => [
  { phone: contact.phone, email: contact.email },
  ...(payTo?.way === "cashCode" ? [{ phone: payTo.phone, email: payTo.email }] : []),
];

/** An application’s phone and email belong to the person whom it helps. */
const isFor = ({ application }: CaseOfHousehold, members: readonly Member[]): boolean => {
  const helped: Member = { ...personHelped(application), personId: "", from: "" };
  return members.some((member) => areOnePerson(helped, member));
};

/** An older household's word is only in its applications. */
const saidIn = (cases: readonly CaseOfHousehold[]): StandingContact =>
  cases.reduce((standing, { application }) => afterSaying(standing, application.contact), nothingSaid);

/**
 * The household’s safe contact without the phones and emails that only departed members gave. Undefined where nothing
 * changes.
 */
export const contactAfterLeaving = (
  household: HouseholdClaims,
  { people }: Pick<HouseholdIdentity, "people">,
  cases: readonly CaseOfHousehold[],
): HouseholdClaims | undefined => {
  const left = people.filter(({ until }) => until !== undefined);
  const there = people.filter(({ until }) => until === undefined);
  const isTheirs = (one: CaseOfHousehold) => isFor(one, left) && !isFor(one, there);
  const others = cases.filter((one) => !isTheirs(one)).flatMap(givenIn);
  const theirs = cases.filter(isTheirs).flatMap(givenIn);
  const after = partsOf(household).reduce((whole, { householdId, contact }) => {
    const standing = contact ?? saidIn(cases.filter((one) => one.case.householdId === householdId));
    const becomes = afterLeaving(standing, theirs, others);
    return isSameWord(standing, becomes) && contact ? whole : changePart(whole, householdId, (part) => ({ ...part, contact: becomes }));
  }, household);
  return after === household ? undefined : after;
};

/** The household's identifiers without the phones and emails that are used no more. */
export const withoutGone = (identity: HouseholdIdentity, household: HouseholdClaims): HouseholdIdentity => {
  const gone = partsOf(household).flatMap(({ contact }) => contact?.gone ?? []);
  const phones = new Set(gone.filter((one) => !one.includes("@")).map(phoneDigits));
  const emails = new Set(gone.filter((one) => one.includes("@")).map(emailText));
  return {
    ...identity,
    phones: identity.phones.filter((phone) => !phones.has(phone)),
    emails: identity.emails.filter((email) => !emails.has(email)),
  };
};
