import { foldLetters } from "../fold-letters.ts";
import { homeLine } from "../household/home-line.ts";
import type { HouseholdIdentity, MatchKey } from "./identity.ts";

const plain = (text: string): string => foldLetters(text).replace(/[^\p{L}\p{N}]/gu, "") || text.normalize("NFKC").trim();

/** The identifiers by which a household is found again: the most telling first, so that a cut takes the least telling. */
export const keysOf = ({ people, homes, phones, emails, accounts }: HouseholdIdentity): readonly MatchKey[] => {
  const keys: MatchKey[] = [
    ...people.flatMap(({ nino }) => (nino ? [{ kind: "nino" as const, value: nino }] : [])),
    ...people.flatMap(({ name, dateOfBirth }) =>
      dateOfBirth ? [{ kind: "nameBirth" as const, value: `${plain(name)} ${dateOfBirth}` }] : [],
    ),
    ...accounts.map((value) => ({ kind: "account" as const, value })),
    ...homes.flatMap(({ address }) =>
      address.kind === "settled" ? [{ kind: "unit" as const, value: plain(`${homeLine(address)}${address.postcode}`) }] : [],
    ),
    ...phones.map((value) => ({ kind: "phone" as const, value })),
    ...emails.map((value) => ({ kind: "email" as const, value })),
  ];
  return [...new Map(keys.map((key) => [`${key.kind} ${key.value}`, key])).values()];
};
