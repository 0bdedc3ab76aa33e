import type { Described } from "../../shared/domain/identity/identity-of.ts";
import type { CohortRow } from "../../shared/domain/run/cohort-row.ts";

/** What a row of a list says of who a household is. */
export const describedByRow = ({ name, dateOfBirth, address, phone, email, payTo }: CohortRow): Described => ({
  people: [{ name, dateOfBirth, relationship: "self" }],
  address: { kind: "settled", ...address },
  contact: { phone, email },
  payTo,
});
