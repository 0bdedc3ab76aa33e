import type { Application, Person } from "../application.ts";
import type { Payee } from "../bank/payee.ts";
import type { Day } from "../dates.ts";
import { foldLetters } from "../fold-letters.ts";
import { phoneDigits } from "../phone-digits.ts";
import type { HouseholdIdentity, Member } from "./identity.ts";
import { readNino } from "./read-nino.ts";

/** The source of an identity: an application, or a row of a list. */
export type Described = {
  readonly people: readonly (Pick<Person, "name" | "otherNames" | "dateOfBirth" | "estimatedAge" | "nino" | "relationship"> &
    Pick<Person, "shares">)[];
  readonly address: Application["address"];
  readonly contact?: { readonly phone?: string | undefined; readonly email?: string | undefined } | undefined;
  readonly payTo?: Payee | undefined;
};

const present = (texts: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(texts.filter((text): text is string => text !== undefined && text !== "")),
];

/** A number of fewer digits is none that anybody can call. */
const fewestDigits = 7;
const phonesIn = (typed: readonly (string | undefined)[]): readonly string[] =>
  present(typed.map((phone) => phone && phoneDigits(phone))).filter((digits) => digits.length >= fewestDigits);

/** Folded, and without what stands behind a plus, which reaches the same mailbox. */
export const emailText = (email: string): string =>
  foldLetters(email)
    .trim()
    .replace(/\+[^@]*(?=@)/, "");

export const accountText = ({ sortCode, accountNumber, rollNumber }: Extract<Payee, { way: "bank" }>): string =>
  [sortCode, accountNumber, ...(rollNumber ? [foldLetters(rollNumber).replaceAll(/[^a-z\d]/g, "")] : [])].join("-");

const memberOf = (person: Described["people"][number], personId: string, from: Day): Member => {
  const nino = person.nino === undefined ? undefined : readNino(person.nino);
  return {
    personId,
    name: person.name,
    ...(person.otherNames && person.otherNames.length > 0 && { otherNames: person.otherNames }),
    ...(person.dateOfBirth !== undefined && { dateOfBirth: person.dateOfBirth }),
    ...(person.estimatedAge !== undefined && { estimatedAge: person.estimatedAge }),
    ...(nino?.kind === "nino" && { nino: nino.nino }),
    relationship: person.relationship,
    ...(person.relationship !== "self" && { byOthersWord: true as const }),
    from,
  };
};

/** An application as a household of its own. `caseId` makes the ids of its people, which stay theirs in any household. */
export const identityOf = (
  { people, address, contact, payTo }: Described,
  { householdId, caseId, today }: { readonly householdId: string; readonly caseId: string; readonly today: Day },
): HouseholdIdentity => {
  const cashCode = payTo?.way === "cashCode" ? payTo : undefined;
  const members = people.flatMap((person, index) =>
    person.shares === "addressOnly" ? [] : [memberOf(person, `${caseId}-P${index + 1}`, today)],
  );
  return {
    householdId,
    version: 1,
    people: members,
    homes: [{ address, from: today }],
    phones: phonesIn([contact?.phone, cashCode?.phone]),
    emails: present([contact?.email, cashCode?.email]).map(emailText),
    accounts: payTo?.way === "bank" ? [accountText(payTo)] : [],
  };
};
