import type { Day } from "../../shared/domain/dates.ts";
import { earliestStart } from "../../shared/domain/document/earliest-start.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";

/** The newest version of a scheme as the one after it, starting as early as it can. Undefined where the scheme ends before that. */
export const nextVersionOf = (newest: Scheme, now: Date): Scheme | undefined => {
  const earliest = earliestStart(now);
  const startsOn = newest.about.startsOn > earliest ? newest.about.startsOn : earliest;
  if (startsOn > newest.about.end) return undefined;
  return { ...newest, version: newest.version + 1, about: { ...newest.about, startsOn } };
};

export type NewScheme = { readonly code: string; readonly name: string; readonly start: Day; readonly end: Day };

/**
 * A scheme copied for another period under another code. What was verified was verified for the old one, and its years
 * and returns were days of the old one, so neither is carried over.
 */
export const newSchemeLike = (copied: Scheme, { code, name, start, end }: NewScheme): Scheme => ({
  ...withNothingVerified(copied),
  code,
  version: 1,
  about: { ...copied.about, name, start, end, startsOn: start },
  subYears: [],
  returns: [],
});

const withNothingVerified = (scheme: Scheme): Scheme =>
  JSON.parse(JSON.stringify(scheme), (name, value: unknown) => (name === "verified" ? false : value));
