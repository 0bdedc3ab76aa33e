import type { Application } from "../application.ts";
import type { Day } from "../dates.ts";

/** Why somebody is of a household no longer. */
export const reasonsToLeave = {
  moved: "They moved out",
  parted: "The couple parted",
  died: "They died",
  mistake: "They were listed by mistake",
} as const;
export type ReasonToLeave = keyof typeof reasonsToLeave;

/** One person of a household, as they were described. */
export type Member = {
  /** Unique within the household. */
  readonly personId: string;
  readonly name: string;
  /** Other names that they gave, such as a name before marriage. */
  readonly otherNames?: readonly string[];
  /** Absent where only an age is known: an estimate tells nobody from others. */
  readonly dateOfBirth?: Day;
  readonly estimatedAge?: number;
  /** Nine characters, checked by readNino. */
  readonly nino?: string;
  readonly relationship: Application["people"][number]["relationship"];
  /** Only another person's application named them. Their own application goes before it. */
  readonly byOthersWord?: true;
  /** The days on which they are of the household, both included. Without an end, they still are. */
  readonly from: Day;
  readonly until?: Day;
  readonly left?: ReasonToLeave;
  /** The day of the first application that no longer listed them. Nobody has said that they left. */
  readonly notListedSince?: Day;
};

/** An address of a household, and the days on which it lived there. */
export type Home = { readonly address: Application["address"]; readonly from: Day; readonly until?: Day };

/** A household that somebody looked at and found to be another one. The same evidence brings it up no more. */
export type FoundApart = { readonly householdId: string; readonly as: "different" | "separate" | "left"; readonly points: number };

/** A member or home before and after a change, so that a page can show what staff knew at an earlier time. */
export type ChangeToPeople =
  | { readonly kind: "memberAdded"; readonly how: "joined" | "born"; readonly becomes: Member }
  | { readonly kind: "memberCorrected"; readonly was: Member; readonly becomes: Member }
  | { readonly kind: "memberLeft"; readonly was: Member; readonly becomes: Member }
  | { readonly kind: "homeChanged"; readonly was: readonly Home[]; readonly becomes: readonly Home[] };

export type RecordedChange = { readonly changeId: string; readonly at: string; readonly change: ChangeToPeople };

/**
 * The identity of a household: people and homes over time, contacts and accounts. It is stored sealed. The keyed
 * hashes of its identifiers find it; this record is what candidates are compared by.
 */
export type HouseholdIdentity = {
  readonly householdId: string;
  readonly version: number;
  readonly people: readonly Member[];
  readonly homes: readonly Home[];
  /** Digits of phoneDigits. */
  readonly phones: readonly string[];
  /** Folded. */
  readonly emails: readonly string[];
  /** Sort code, a hyphen and the account number, with the roll number of a building society behind another hyphen. */
  readonly accounts: readonly string[];
  readonly apart?: readonly FoundApart[];
  /** Staff's changes of people and homes, the newest last. The people known at an earlier time follow from them. */
  readonly changes?: readonly RecordedChange[];
};

/** One identifier of a household, before it is hashed. Two households with one in common are candidates. */
export type MatchKey = {
  readonly kind: MatchKeyKind;
  readonly value: string;
};
/** `partBirth` is one word of a name with a date of birth: it finds a person whose other words have changed or have a slip. */
export type MatchKeyKind = "nino" | "nameBirth" | "partBirth" | "unit" | "phone" | "email" | "account";

/**
 * A visible part of a score, such as "same date of birth and surname". Points against are negative. `part` is a name of
 * score-of.ts's table; a stored one may have gone from it since.
 */
export type ScorePart = {
  readonly part: string;
  readonly points: number;
  readonly says: string;
  /** With it no score is certain, however many points there are. */
  readonly isGuard?: true;
};
export type Score = { readonly points: number; readonly parts: readonly ScorePart[] };

/** From how many points on a candidate is the same household, and from how many a person looks. */
export type MatchThresholds = { readonly certain: number; readonly possible: number };

export type MatchVerdict = "certain" | "possible" | "none";
