import type { Described } from "../../shared/domain/identity/identity-of.ts";
import type { CohortRow } from "../../shared/domain/run/cohort-row.ts";

/** A row of a list as the description of a household. */
export const describedByRow = ({ name, dateOfBirth, address, phone, email, payTo }: CohortRow): Described => ({
  people: [{ name, dateOfBirth, relationship: "self" }],
  address: { kind: "settled", ...address },
  contact: { phone, email },
  payTo,
});
