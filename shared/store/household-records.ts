import type { Application } from "../domain/application.ts";
import type { Award } from "../domain/award/award.ts";
import type { Case } from "../domain/case/case.ts";
import type { HouseholdClaims } from "../domain/household/household.ts";
import type { HouseholdChange } from "../domain/household/household-change.ts";
import type { HouseholdIdentity } from "../domain/identity/identity.ts";
import { caseIdOf } from "../domain/ids.ts";
import { Fault } from "../fault.ts";
import { commit } from "./commit.ts";
import { putHouseholdAsRead } from "./household-as-read.ts";
import type { HouseholdIdentities } from "./household-identities.ts";
import { putNew, readItems, type Table, writeItem } from "./items.ts";
import { applicationKey, awardKey, caseKey, householdChangeKey, householdPartition } from "./keys.ts";
import { readMany } from "./read-together.ts";
import { queryAll } from "./slices.ts";

/** A case of a household, with what was sent. */
export type CaseOfHousehold = { readonly case: Case; readonly application: Application };

/** Everything that a page shows of a household, beside who it is. */
export type HouseholdRecord = {
  /** The oldest first. */
  readonly cases: readonly CaseOfHousehold[];
  readonly awards: readonly Award[];
  /** The oldest first. */
  readonly changes: readonly HouseholdChange[];
};

export type HouseholdToChange = {
  /** Absent where only the household's applications said until now who it is. */
  readonly was?: HouseholdIdentity;
  readonly becomes: HouseholdIdentity;
  readonly change: HouseholdChange;
  /** Its claims and safe contact before and after, where the contact changes. */
  readonly household?: { readonly was: HouseholdClaims; readonly becomes: HouseholdClaims };
};

export type HouseholdChanged =
  | { readonly kind: "changed" }
  /** Somebody has changed the household since it was seen. */
  | { readonly kind: "stale" }
  /** Something else of it moved, such as an identifier that another household has too: read and try again. */
  | { readonly kind: "moved" };

export type HouseholdRecords = {
  /** Of a household with those joined to it, whose awards are among its claims. */
  read(householdIds: readonly string[], claims: Pick<HouseholdClaims, "claims">): Promise<HouseholdRecord>;
  change(change: HouseholdToChange): Promise<HouseholdChanged>;
};

export const dynamoHouseholdRecords = (table: Table, identities: Pick<HouseholdIdentities, "change">): HouseholdRecords => ({
  async read(householdIds, { claims }) {
    const items = (await Promise.all(householdIds.map((householdId) => queryAll(table, householdPartition(householdId))))).flat();
    const awardIds = [...new Set(claims.map(({ awardId }) => awardId))];
    const found = await readMany(table, [
      ...readItems("householdCase", items).flatMap(({ caseId }) => [caseKey(caseId), applicationKey(caseId)]),
      ...awardIds.flatMap((awardId) => {
        const caseId = caseIdOf(awardId);
        return caseId ? [awardKey(caseId, awardId)] : [];
      }),
    ]);
    const applications = new Map(
      found.flatMap((item) => readItems("application", [item]).map(({ application }) => [item.pk?.S, application] as const)),
    );
    const cases = readItems("case", found).flatMap((head): CaseOfHousehold[] => {
      const application = applications.get(applicationKey(head.caseId).pk);
      return application ? [{ case: head, application }] : [];
    });
    return {
      cases: cases.toSorted((a, b) => (a.case.submittedAt < b.case.submittedAt ? -1 : 1)),
      awards: readItems("award", found),
      changes: readItems("householdChange", items).toSorted((a, b) => (a.at < b.at ? -1 : 1)),
    };
  },

  async change({ was, becomes, change, household }) {
    const { identities: who, identifiers } = await identities.change([{ ...(was && { was }), becomes }]);
    const { householdId, at, changeId } = change;
    const committed = await commit(table, {
      who,
      change: putNew(table, writeItem("householdChange", householdChangeKey(householdId, at, changeId), change)),
      household: household && putHouseholdAsRead(table, household.was, { ...household.becomes, version: household.was.version + 1 }),
      identifiers,
    });
    if (committed.kind === "committed") return { kind: "changed" };
    const { by } = committed;
    if (by.who?.failed || by.change?.failed) return { kind: "stale" };
    if (by.household?.failed || by.identifiers?.failed) return { kind: "moved" };
    throw new Fault("caseNotChanged");
  },
});
