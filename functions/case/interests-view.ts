import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import { noClaims } from "../../shared/domain/household/household.ts";
import { barredFrom } from "../../shared/domain/household/interest.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { functions, type Role } from "../../shared/system.ts";
import type { CaseFacts } from "./case-facts.ts";

const lifters: readonly Role[] = functions.assess.routes["POST /cases/{caseId}/lift-interest"];

/** Whether the person has declared an interest in the household. The earliest declarations are in one case only. */
export const isOutOf = ({ case: head, household }: Pick<CaseFacts, "case" | "household">, { id }: Pick<Principal, "id">): boolean =>
  isBarred(head, id) || barredFrom(household).includes(id);

/** Blanks other households that may be this one, if the reader has an interest in them. */
export const withoutOthers = (facts: CaseFacts, { id }: Pick<Principal, "id">): CaseFacts => ({
  ...facts,
  possibleHouseholds: facts.possibleHouseholds.map((one) =>
    barredFrom(one).includes(id) ? { ...noClaims(one.householdId), applications: [], isWithheld: true as const } : one,
  ),
});

export const interestsView = ({ case: head, events }: CaseFacts, principal: Principal) => {
  return {
    mayLift: holdsOneOf(principal, lifters),
    people: (head.barred ?? []).map((id) => {
      const declared = events.findLast(({ by, detail }) => detail.kind === "declaredInterest" && by.id === id);
      return { id, name: declared?.by.name ?? id, at: declared?.at };
    }),
  };
};
