import type { Application } from "../application.ts";
import type { Day } from "../dates.ts";
import type { HouseholdIdentity, Score } from "../identity/identity.ts";
import { identityOf } from "../identity/identity-of.ts";
import { scoreOf } from "../identity/score-of.ts";
import { defaultThresholds, verdictOf } from "../identity/thresholds.ts";
import { type HeldFact, heldFacts } from "./held-facts.ts";
import type { Register } from "./register.ts";
import type { RegisterRow } from "./register-row.ts";
import { identityOfRow } from "./row-identity.ts";

/** A row of a list that may be about people of a case, with the score of that match and the row’s facts. */
export type Known = {
  readonly register: Register;
  readonly row: RegisterRow;
  readonly match: "certain" | "possible";
  readonly score: Score;
  readonly facts: readonly HeldFact[];
};

/** The people of an application as they are looked for in lists: nobody else of their address, and no later household. */
export const soughtIdentity = (application: Application, caseId: string, today: Day): HouseholdIdentity =>
  identityOf(application, { householdId: caseId, caseId, today });

const nobodyShares = () => false;

/** Another person's row is shown to nobody, so a row that only shares the home is left out. */
export const knownOf = (
  found: readonly { readonly register: Register; readonly row: RegisterRow }[],
  application: Application,
  identity: HouseholdIdentity,
  today: Day,
): readonly Known[] =>
  found
    .flatMap(({ register, row }): Known[] => {
      const score = scoreOf(identity, identityOfRow(register, row), nobodyShares);
      const match = verdictOf(score, defaultThresholds);
      if (match === "none" || score.parts.some(({ part }) => part === "nobodyKnown")) return [];
      return [{ register, row, match, score, facts: heldFacts({ register, row }, { application, identity, today }) }];
    })
    .toSorted((a, b) => b.score.points - a.score.points || (a.register.registerId < b.register.registerId ? -1 : 1));
