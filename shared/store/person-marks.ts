import { createHmac } from "node:crypto";
import { unitOf } from "../domain/address/unit.ts";
import { type Application, type BornPerson, householdOf, isAdult, isBirthKnown, personHelped } from "../domain/application.ts";
import type { Day } from "../domain/dates.ts";
import { foldLetters } from "../domain/fold-letters.ts";
import { phoneDigits } from "../domain/phone-digits.ts";
import type { SoughtPerson } from "./applications.ts";

/** "Zoë O'Neill" and "zoe oneill" are one name. A name without a letter or digit stays as it is. */
const plain = (text: string): string => foldLetters(text).replace(/[^\p{L}\p{N}]/gu, "") || text.normalize("NFKC").trim();

const keyedHash = (key: string, ...parts: string[]): string => createHmac("sha256", key).update(JSON.stringify(parts)).digest("hex");

/** Earlier marks of everyone without an address had this in place of its hash. */
const noAddressBefore = "none";

const marked = (key: string, { address }: Pick<Application, "address">, { name, dateOfBirth }: BornPerson): SoughtPerson => {
  const personHash = keyedHash(key, "person", plain(name), dateOfBirth);
  // Two people without an address are at no address together, so each has a hash of their own.
  return address.kind === "settled"
    ? { personHash, addressHash: keyedHash(key, "address", homeText(address)) }
    : { personHash, addressHash: keyedHash(key, "no address", personHash), addressHashBefore: noAddressBefore };
};

/** By its lines, so that an address chosen from the address list and the same one typed are one. */
const homeText = ({ line1, line2, postcode }: Extract<Application["address"], { kind: "settled" }>): string =>
  unitOf({ line1, line2, postcode }) ?? plain(postcode);

/** The same person listed twice is one person. */
const distinct = (marks: readonly SoughtPerson[]) => [...new Map(marks.map((mark) => [mark.personHash, mark])).values()];

type Listed = Pick<Application, "people" | "address">;

/**
 * The household's adults as keyed hashes, the person who needs help first; that person alone where none is 16 yet. A child
 * may rightly live in two households, and who only shares the address is in none of these. An estimated age tells nobody
 * from others of the same name, so it makes no mark.
 */
export const personMarksOf = (key: string, application: Listed, today: Day): readonly SoughtPerson[] => {
  const helped = personHelped(application);
  const others = householdOf(application).filter((person) => person !== helped);
  const adults = [helped, ...others].filter(isBirthKnown).filter((person) => isAdult(person, today));
  return distinct((adults.length > 0 ? adults : [helped]).map((adult) => marked(key, application, adult)));
};

/** Adults who were said to share the address only. */
export const marksOfOthersHere = (key: string, application: Listed, today: Day): readonly SoughtPerson[] => {
  const household = householdOf(application);
  const others = application.people.filter((person) => !household.includes(person) && isAdult(person, today));
  return distinct(others.filter(isBirthKnown).map((other) => marked(key, application, other)));
};

/** The keys by which applications are counted, to notice many in one person's name or from one script. */
export type FiledBy = "person" | "contact" | "address" | "source";

/** One line of IPv6 has 2^64 addresses, which its owner may use in turn: all of them are one place. */
const placeOf = (source: string): string => {
  const plainAddress = source.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!plainAddress.includes(":")) return plainAddress;
  const [start = "", end] = plainAddress.toLowerCase().split("::");
  const [before, after] = [start, end ?? ""].map((part) => (part ? part.split(":") : []));
  const noughts = end === undefined ? [] : Array<string>(Math.max(0, 8 - (before?.length ?? 0) - (after?.length ?? 0))).fill("0");
  return [...(before ?? []), ...noughts, ...(after ?? [])].slice(0, 4).join(":");
};

export const filedHashesOf = (
  key: string,
  application: Pick<Application, "people" | "address" | "contact" | "payTo">,
  source?: string,
): readonly { readonly by: FiledBy; readonly hash: string }[] => {
  const { address, contact, payTo } = application;
  const { name, dateOfBirth } = personHelped(application);
  const code = payTo?.way === "cashCode" ? payTo : undefined;
  const phones = [contact.phone, code?.phone].flatMap((phone) => (phone ? [phoneDigits(phone)] : []));
  const emails = [contact.email, code?.email].flatMap((email) => (email ? [plain(email)] : []));
  const contacts = new Set([...phones, ...emails]);
  const hashOf = (by: FiledBy, ...parts: string[]) => ({ by, hash: keyedHash(key, `filed by ${by}`, ...parts) });
  return [
    hashOf("person", plain(name), dateOfBirth),
    ...[...contacts].map((typed) => hashOf("contact", typed)),
    ...(address.kind === "settled" ? [hashOf("address", homeText(address))] : []),
    ...(source ? [hashOf("source", placeOf(source))] : []),
  ];
};
