import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import type { HouseholdClaims } from "../../shared/domain/household/household.ts";
import { barredFrom } from "../../shared/domain/household/interest.ts";
import { partsOf } from "../../shared/domain/household/parts.ts";
import type { HouseholdIdentity } from "../../shared/domain/identity/identity.ts";
import { identityFromApplications } from "../../shared/domain/identity/identity-from-applications.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { HouseholdIdentities } from "../../shared/store/household-identities.ts";
import type { HouseholdRecord, HouseholdRecords } from "../../shared/store/household-records.ts";

export type ReadHouseholdPorts = {
  readonly cases: Pick<Cases, "claims">;
  readonly identities: Pick<HouseholdIdentities, "find">;
  readonly records: Pick<HouseholdRecords, "read">;
};

export type HouseholdFacts = HouseholdRecord & {
  readonly claims: HouseholdClaims;
  readonly identity: HouseholdIdentity;
  /** False where only its applications say who it is: an older household, before somebody records anything of it. */
  readonly isRecorded: boolean;
};

export type HouseholdRead =
  | { readonly kind: "found"; readonly facts: HouseholdFacts }
  | { readonly kind: "joined"; readonly to: string }
  | { readonly kind: "notFound" };

const householdIdPattern = /^[\w-]{1,60}$/;

/** A household with everything of it. One that was joined to another names that one. */
export const readHousehold = async (householdId: string, { cases, identities, records }: ReadHouseholdPorts): Promise<HouseholdRead> => {
  if (!householdIdPattern.test(householdId)) return { kind: "notFound" };
  const claims = await cases.claims(householdId);
  if (claims.householdId !== householdId) return { kind: "joined", to: claims.householdId };
  const [stored, record] = await Promise.all([
    identities.find(householdId),
    records.read(
      partsOf(claims).map((part) => part.householdId),
      claims,
    ),
  ]);
  if (!stored && record.cases.length === 0 && claims.claims.length === 0) return { kind: "notFound" };
  const own = record.cases.filter((one) => one.case.householdId === householdId);
  const identity = stored ?? identityFromApplications(householdId, own);
  return { kind: "found", facts: { ...record, claims, identity, isRecorded: stored !== undefined } };
};

/** Whether the person has declared an interest in the household. The earliest declarations are in one case only. */
export const isOutOfHousehold = ({ claims, cases }: Pick<HouseholdFacts, "claims" | "cases">, { id }: Pick<Principal, "id">): boolean =>
  barredFrom(claims).includes(id) || cases.some((one) => isBarred(one.case, id));
