import type { Application } from "../application.ts";
import { canBeTexted, isSamePhone } from "../phone-digits.ts";

type Contact = Application["contact"];
type ContactWay = Contact["ways"][number];

/**
 * A household's safe contact across all of its applications. A way is safe only if every application calls it safe: the
 * service cannot tell a person who is unsafe at home from somebody who applied in their name.
 */
export type StandingContact = {
  /** Absent while nobody has applied. */
  readonly ways?: readonly ContactWay[];
  /** One of them says in words how to be safe: a person reads that first. */
  readonly care?: true;
  /** The phone and email of the newest application. */
  readonly phone?: string;
  readonly email?: string;
  /** Phones and emails that nobody gave but people who have left since. Nobody of the household is reached by them. */
  readonly gone?: readonly string[];
};

/** A household that is known from a list alone. */
export const nothingSaid: StandingContact = {};

/** Nobody can say what they asked for: a person finds out. */
export const notKnown: StandingContact = { ways: [], care: true };

export const afterSaying = ({ ways, care, gone = [] }: StandingContact, { phone, email, ...said }: Contact): StandingContact => {
  const stillGone = gone.filter((one) => !isGivenIn(one, { phone, email }));
  return {
    ways: ways ? ways.filter((way) => said.ways.includes(way)) : said.ways,
    ...((care || said.safety !== undefined) && { care: true }),
    ...(phone && { phone }),
    ...(email && { email }),
    ...(stillGone.length > 0 && { gone: stillGone }),
  };
};

const isGivenIn = (one: string, { phone, email }: Listed): boolean =>
  isSameEmail(one, email) || (!one.includes("@") && isSamePhone(one, phone));

/** Whether nobody gave a phone or an email but people who have left. */
export const isGone = (one: string | undefined, { gone = [] }: StandingContact): boolean =>
  one !== undefined && gone.some((each) => (one.includes("@") ? isSameEmail(each, one) : isGivenIn(each, { phone: one })));

/**
 * A household's safe contact after somebody left. Phones and emails that they alone gave are used no more, and the limits they asked
 * for to be safe still holds: nobody can tell for whom they asked.
 */
export const afterLeaving = (standing: StandingContact, theirs: readonly Listed[], others: readonly Listed[]): StandingContact => {
  const { phone: _phone, email: _email, gone = [], ...strict } = standing;
  const left = theirs.flatMap(({ phone, email }) => [phone, email]).filter((one) => one !== undefined);
  const all = [...new Set([...gone, ...left])].filter((one) => !others.some((contact) => isGivenIn(one, contact)));
  const phone = others.findLast((contact) => contact.phone)?.phone;
  const email = others.findLast((contact) => contact.email)?.email;
  return { ...strict, ...(phone && { phone }), ...(email && { email }), ...(all.length > 0 && { gone: all }) };
};

/** The safe contact of several households together: a way is safe only if each of them calls it safe. */
export const strictestOf = (all: readonly StandingContact[]): StandingContact => {
  const said = all.flatMap(({ ways }) => (ways ? [ways] : []));
  const [first, ...others] = said;
  const phone = all.find((one) => one.phone)?.phone;
  const email = all.find((one) => one.email)?.email;
  const given = all.flatMap((one) => [{ phone: one.phone }, { email: one.email }]);
  const gone = [...new Set(all.flatMap((one) => one.gone ?? []))].filter((one) => !given.some((contact) => isGivenIn(one, contact)));
  return {
    ...(first && { ways: first.filter((way) => others.every((ways) => ways.includes(way))) }),
    ...(all.some(({ care }) => care) && { care: true as const }),
    ...(phone && { phone }),
    ...(email && { email }),
    ...(gone.length > 0 && { gone }),
  };
};

export const isSameWord = (one: StandingContact, other: StandingContact): boolean =>
  one.ways?.join() === other.ways?.join() &&
  one.care === other.care &&
  one.phone === other.phone &&
  one.email === other.email &&
  one.gone?.join() === other.gone?.join();

/** Partners and drivers read it: no word of who else applied. */
export const askFirst = "Ask the council before you get in touch or deliver";

/** An application's contact, held to what its household says elsewhere. */
export const boundBy = (contact: Contact, standing: StandingContact): Contact => {
  const { phone, email, ...said } = contact;
  const without = { phone: isGone(phone, standing), text: isGone(phone, standing), email: isGone(email, standing), letter: false };
  const ways = contact.ways.filter((way) => (standing.ways?.includes(way) ?? true) && !without[way]);
  const safety = contact.safety ?? (standing.care || ways.length === 0 ? askFirst : undefined);
  return {
    ...said,
    ways,
    ...(phone && !without.phone && { phone }),
    ...(email && !without.email && { email }),
    ...(safety && { safety }),
  };
};

/** Whether the household has said nothing stricter elsewhere. */
export const isAllItsWord = (contact: Contact, standing: StandingContact): boolean =>
  !contact.safety &&
  !standing.care &&
  !isGone(contact.phone, standing) &&
  !isGone(contact.email, standing) &&
  contact.ways.every((way) => standing.ways?.includes(way) ?? true);

const isSameEmail = (one: string, other: string | undefined): boolean => one.toLowerCase() === other?.toLowerCase();

type Listed = { readonly phone?: string | undefined; readonly email?: string | undefined };

/** The part of a list's contact that the household agrees with: all of it where nobody has applied. */
export const agreedBy = (
  { phone, email }: Listed,
  standing: StandingContact,
): Listed & { readonly mayText: boolean; readonly mayCall: boolean } => {
  const { ways, care } = standing;
  const isSafe = (way: ContactWay) => !care && (ways?.includes(way) ?? true);
  const isOwnPhone = phone !== undefined && (ways === undefined || isSamePhone(phone, standing.phone));
  const isOwnEmail = email !== undefined && (ways === undefined || isSameEmail(email, standing.email));
  return {
    mayText: isOwnPhone && isSafe("text") && canBeTexted(phone),
    mayCall: isOwnPhone && (isSafe("phone") || isSafe("text")),
    ...(isOwnPhone && { phone }),
    ...(isOwnEmail && isSafe("email") && { email }),
  };
};
