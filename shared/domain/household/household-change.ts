import type { Actor } from "../principal.ts";

/** The kinds of change that staff make to a household. */
export const householdChangeKinds = {
  memberAdded: "Somebody was added",
  memberCorrected: "Somebody's details were corrected",
  memberLeft: "Somebody left",
  homeChanged: "The home changed",
  joined: "Another household was joined to it",
  split: "A household was split from it",
  apart: "Another household was found to be a different one",
} as const;
export type HouseholdChangeKind = keyof typeof householdChangeKinds;

/** One change of a household, with who made it and why. */
export type HouseholdChange = {
  readonly changeId: string;
  readonly householdId: string;
  readonly at: string;
  readonly by: Actor;
  readonly kind: HouseholdChangeKind;
  readonly says: string;
  /** The household that was joined or split. */
  readonly other?: string;
  readonly reason?: string;
};
