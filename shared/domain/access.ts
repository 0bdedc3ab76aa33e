import type { Actor } from "./principal.ts";

/** Acts of signed-in people that change nothing and are recorded all the same. */
export const accessWords = {
  signedIn: "Signed in",
  signedInAgain: "Signed in again",
  hadNoRole: "Signed in without a role",
  signedOut: "Signed out",
  endedSession: "Ended a session",
  refused: "Was refused",
  opened: "Opened",
  tookFile: "Took the file of",
} as const;
export type AccessKind = keyof typeof accessWords;

/** The person, the act and the time. It holds nothing about a resident except the id of their case. */
export type Access = {
  readonly accessId: string;
  readonly at: string;
  readonly by: Actor;
  readonly did: AccessKind;
  /** The declared route, without anything typed into it. */
  readonly route?: string;
  /** The case, batch, run or person that it was about. */
  readonly of?: string;
};

/** Questions about who opened what come within the year, and some weeks after it. */
export const accessDays = 400;
