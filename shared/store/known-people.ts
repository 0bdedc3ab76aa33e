import type { HouseholdClaims } from "../domain/household/household.ts";
import { hasPart } from "../domain/household/parts.ts";
import { dynamoApplications, type PersonMark } from "./applications.ts";
import { findHouseholds } from "./households.ts";
import type { Table } from "./items.ts";

/** A person at an address: the household that they belong to there, and whether they are known elsewhere. */
export type KnownPerson = {
  /** Their household, and the claims of all that are joined with it. */
  readonly here?: { readonly householdId: string; readonly claims: HouseholdClaims };
  readonly isElsewhere: boolean;
};

export type KnownPeople = {
  /** For up to a hundred people, in their order. */
  of(marks: readonly PersonMark[]): Promise<readonly KnownPerson[]>;
};

export const dynamoKnownPeople = (table: Table): KnownPeople => {
  const applications = dynamoApplications(table);
  return {
    async of(marks) {
      const found = await Promise.all(marks.map((mark) => applications.knownHouseholds(mark)));
      const known = [...new Set(found.flatMap(({ here }) => here?.householdId ?? []))];
      const households = await findHouseholds(table, known);
      return found.map(({ here, elsewhere, areMore }): KnownPerson => {
        const claims = here && households.get(here.householdId);
        const isOther = (householdId: string) => !claims || !hasPart(claims, householdId);
        return {
          ...(here && claims && { here: { householdId: here.householdId, claims } }),
          isElsewhere: elsewhere.some(isOther) || areMore,
        };
      });
    },
  };
};
