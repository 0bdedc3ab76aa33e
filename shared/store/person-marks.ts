import { createHmac } from "node:crypto";
import { type Application, type Person, personHelped } from "../domain/application.ts";
import { ageOn, type Day } from "../domain/dates.ts";
import { foldLetters } from "../domain/fold-letters.ts";
import type { PersonMark } from "./applications.ts";

/** Only adults are marked: a child may rightly live in two households. */
const adultAge = 16;

/** "Zoë O'Neill" and "zoe oneill" are one name. A name without a letter or digit stays as it is. */
const plain = (text: string): string => foldLetters(text).replace(/[^\p{L}\p{N}]/gu, "") || text.normalize("NFKC").trim();

const keyedHash = (key: string, ...parts: string[]): string => createHmac("sha256", key).update(JSON.stringify(parts)).digest("hex");

const addressHashOf = (key: string, { address }: Pick<Application, "address">): string =>
  address.kind === "none" ? "none" : keyedHash(key, "address", plain(address.line1), plain(address.postcode));

const marked = (key: string, addressHash: string, { name, dateOfBirth }: Person): PersonMark => ({
  personHash: keyedHash(key, "person", plain(name), dateOfBirth),
  addressHash,
});

/** The household's adults as keyed hashes, the person who needs help first; that person alone where none is 16 yet. */
export const personMarksOf = (key: string, application: Pick<Application, "people" | "address">, today: Day): readonly PersonMark[] => {
  const helped = personHelped(application);
  const adults = [helped, ...application.people.filter((person) => person !== helped)].filter(
    ({ dateOfBirth }) => ageOn(dateOfBirth, today) >= adultAge,
  );
  const marks = (adults.length > 0 ? adults : [helped]).map((adult) => marked(key, addressHashOf(key, application), adult));
  // The same person listed twice is one person.
  return [...new Map(marks.map((mark) => [mark.personHash, mark])).values()];
};
