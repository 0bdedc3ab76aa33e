import { unitOf } from "../../shared/domain/address/unit.ts";
import { type Application, personHelped } from "../../shared/domain/application.ts";
import { phoneDigits } from "../../shared/domain/phone-digits.ts";
import { keyedHash, plain } from "../../shared/store/keyed-hash.ts";

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
    ...(address.kind === "settled" ? [hashOf("address", unitOf(address) ?? plain(address.postcode))] : []),
    ...(source ? [hashOf("source", placeOf(source))] : []),
  ];
};
