import { unitOf } from "../../shared/domain/address/unit.ts";
import type { Whereabouts } from "../../shared/domain/run/cohort-row.ts";
import type { MarkedRow } from "../../shared/domain/run/same-household.ts";
import { keyedHash, plain } from "../../shared/store/keyed-hash.ts";

/** A row's person and address as keyed hashes: rows of one list are told apart by them. */
export const rowMarkOf = (key: string, { name, dateOfBirth, address }: Whereabouts): NonNullable<MarkedRow["mark"]> => ({
  personHash: keyedHash(key, "person", plain(name), dateOfBirth),
  addressHash: keyedHash(key, "address", unitOf(address) ?? plain(address.postcode)),
});
