import type { HouseholdClaims } from "../domain/household/household.ts";
import { dynamoApplications, type PersonMark } from "./applications.ts";
import { readItem, type Table } from "./items.ts";
import { householdKey } from "./keys.ts";
import { readTogether } from "./read-together.ts";

/** A person at an address: the household that they belong to there, and whether they are known elsewhere. */
export type KnownPerson = { readonly here?: HouseholdClaims; readonly isElsewhere: boolean };

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
      const items = known.length > 0 ? await readTogether(table, known.map(householdKey)) : [];
      const households = new Map(items.map((item) => readItem("household", item)).map((claims) => [claims.householdId, claims] as const));
      return found.map(({ here, elsewhere, areMore }): KnownPerson => {
        const claims = here && households.get(here.householdId);
        return { ...(claims && { here: claims }), isElsewhere: elsewhere.length > 0 || areMore };
      });
    },
  };
};
