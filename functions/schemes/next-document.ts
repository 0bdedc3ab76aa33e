import { everyReturn } from "../../shared/domain/axes.ts";
import type { Day } from "../../shared/domain/dates.ts";
import { earliestStart } from "../../shared/domain/document/earliest-start.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";

/** The next version of a scheme, with the earliest start. Undefined where the scheme ends before that. */
export const nextVersionOf = (newest: Scheme, now: Date): Scheme | undefined => {
  const earliest = earliestStart(now);
  const startsOn = newest.about.startsOn > earliest ? newest.about.startsOn : earliest;
  if (startsOn > newest.about.end) return undefined;
  return { ...newest, version: newest.version + 1, about: { ...newest.about, startsOn } };
};

export type NewScheme = { readonly code: string; readonly name: string; readonly start: Day; readonly end: Day };

/**
 * A copy for another period under another code. Sources, years and returns belong to the old scheme: none counts for the new one.
 * Its tables are kept for every return that the new one will have.
 */
export const newSchemeLike = (copied: Scheme, { code, name, start, end }: NewScheme): Scheme => ({
  ...withNothingVerified(copied),
  code,
  version: 1,
  about: { ...copied.about, name, start, end, startsOn: start },
  subYears: [],
  returns: [],
  returnTables: copied.returnTables.map((table) => ({ ...table, verified: false, returns: [everyReturn] })),
});

const withNothingVerified = (scheme: Scheme): Scheme =>
  JSON.parse(JSON.stringify(scheme), (name, value: unknown) => (name === "verified" ? false : value));
