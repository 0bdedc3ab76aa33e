import type { HouseholdIdentity } from "../../../../shared/domain/identity/identity.ts";
import { type Described, identityOf } from "../../../../shared/domain/identity/identity-of.ts";

export const today = "2026-11-30";

type Said = {
  readonly name?: string;
  readonly born?: string | undefined;
  readonly nino?: string;
  readonly otherNames?: readonly string[];
  readonly members?: readonly (readonly [name: string, born: string | undefined])[];
  readonly line1?: string;
  readonly line2?: string;
  readonly postcode?: string;
  readonly uprn?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly account?: string;
};

/** Zoe Control of 91 Split Road, alone and without a phone, but for what is said. */
export const household = (householdId: string, said: Said = {}): HouseholdIdentity => {
  const { name = "Zoe Control", born = "1984-03-09", members = [], line1 = "91 Split Road", postcode = "CV1 2AB" } = said;
  const described: Described = {
    people: [
      {
        name,
        relationship: "self",
        ...(("born" in said ? said.born : born) && { dateOfBirth: "born" in said ? said.born : born }),
        ...(said.nino && { nino: said.nino }),
        ...(said.otherNames && { otherNames: [...said.otherNames] }),
      },
      ...members.map(([member, dateOfBirth]) => ({
        name: member,
        relationship: "otherAdult" as const,
        ...(dateOfBirth !== undefined && { dateOfBirth }),
      })),
    ],
    address: { kind: "settled", line1, ...(said.line2 && { line2: said.line2 }), postcode, ...(said.uprn && { uprn: said.uprn }) },
    contact: { phone: said.phone, email: said.email },
    ...(said.account && { payTo: { way: "bank", name: name.slice(0, 18), sortCode: "309430", accountNumber: said.account } }),
  };
  return identityOf(described, { householdId, caseId: householdId, today });
};
