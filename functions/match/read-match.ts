import type { Application } from "../../shared/domain/application.ts";
import type { Case } from "../../shared/domain/case/case.ts";
import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import type { HouseholdClaims } from "../../shared/domain/household/household.ts";
import { barredFrom } from "../../shared/domain/household/interest.ts";
import { type Compared, compare } from "../../shared/domain/identity/compare.ts";
import type { HouseholdIdentity, Score } from "../../shared/domain/identity/identity.ts";
import { identityOf } from "../../shared/domain/identity/identity-of.ts";
import type { Match } from "../../shared/domain/identity/match.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { type NextDate, nextDates } from "../../shared/domain/rules/next-dates.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { HouseholdIdentities } from "../../shared/store/household-identities.ts";
import type { Matches } from "../../shared/store/matches.ts";
import type { Schemes } from "../../shared/store/schemes.ts";

export type ReadMatchPorts = {
  readonly cases: Pick<Cases, "whole" | "claims" | "ofHousehold">;
  readonly matches: Pick<Matches, "find">;
  readonly identities: Pick<HouseholdIdentities, "find" | "candidates">;
  readonly schemes: Pick<Schemes, "book">;
};

/** One of the two households that are compared. */
export type Side = {
  readonly householdId: string;
  readonly claims: HouseholdClaims;
  readonly identity: HouseholdIdentity;
  /** It stood in the store. Otherwise it was read from the household's last application. */
  readonly isKept: boolean;
  readonly cases: readonly { readonly caseId: string; readonly submittedAt: string }[];
  readonly again: readonly NextDate[];
};

export type MatchFacts = {
  readonly case: Case;
  readonly match: Match;
  /** Older cases name households that may be the same, and have no match of their own yet. */
  readonly isKept: boolean;
  readonly own: Side;
  readonly candidate: Side;
  readonly compared: readonly Compared[];
  readonly isOut: (personId: string) => boolean;
};
