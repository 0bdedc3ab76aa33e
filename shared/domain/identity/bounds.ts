import type { MatchKeyKind } from "./identity.ts";

/** The index of identifiers is bounded, so that a check reads as much among a million people as among a thousand. */

/** An identifier of so many households tells little of any. It takes no more. */
export const mostHouseholdsOfKey = 50;
/** A phone or account of so many households is a support worker's or an appointee's, and tells nothing. */
export const manyHouseholds = 5;
/** As many identifiers of one household as one transaction has room for. The most telling come first. */
export const mostKeysOfHousehold = 60;
/** As many households as one check compares: one read takes their identities and what they have had. */
export const mostCandidates = 50;

/** Each alone can make a household certain. Where one is full, nobody knows who else shares it, so a person looks. */
export const certainKinds: readonly MatchKeyKind[] = ["nino", "nameBirth"];
