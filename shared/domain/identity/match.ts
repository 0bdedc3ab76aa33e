import type { Day } from "../dates.ts";
import type { Score } from "./identity.ts";

/** People's answers to a match, and "gone" if its cause went away by itself. */
export const matchStates = {
  open: "To be compared",
  same: "The same household",
  different: "Different households",
  separate: "Separate households at one address",
  left: "They left the other household",
  gone: "Nothing points to the same household any more",
} as const;
export type MatchState = keyof typeof matchStates;

type Actor = { readonly id: string; readonly name: string };

/** A case, and a household that may be the same one as the case's. A person compares them before any award. */
export type Match = {
  readonly caseId: string;
  /** The case's own household. */
  readonly householdId: string;
  /** The household that may be the same. */
  readonly candidateId: string;
  readonly version: number;
  readonly applicantName: string;
  readonly urgent: boolean;
  readonly score: Score;
  readonly state: MatchState;
  readonly since: string;
  readonly settled?: {
    readonly by: Actor;
    readonly at: string;
    readonly reason: string;
    readonly leftOn?: Day;
    /** The people who left the candidate's household on that day. */
    readonly who?: readonly string[];
    /** The household that was joined to the other one, and that a split takes out again. */
    readonly part?: string;
  };
  /** The last person who opened it again. */
  readonly reopened?: { readonly by: Actor; readonly at: string; readonly reason: string };
};
