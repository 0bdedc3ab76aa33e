import type { Case } from "../domain/case/case.ts";
import { isBarred } from "../domain/case/conflict-of-interest.ts";
import type { HouseholdClaims } from "../domain/household/household.ts";
import { barredFrom } from "../domain/household/interest.ts";
import { Fault } from "../fault.ts";
import { commit } from "./commit.ts";
import { findHousehold, followAll } from "./households.ts";
import { findItem, readItem, readItems, type Table, values, writeItem } from "./items.ts";
import { caseKey, casePartition, householdKey } from "./keys.ts";
import { readMany } from "./read-together.ts";
import { queryOne } from "./slices.ts";

/** Anything of a household: a case, an award, a line or a payment. A referral names its case alone, and the case says who is out. */
export type OfHousehold = { readonly caseId: string; readonly householdId?: string };

/** An award from a list has no case. */
export type HouseholdBehind = { readonly household: HouseholdClaims; readonly case?: Case };

export type Interests = {
  /** The household behind a case, or behind an award from a list, which stands under a case's id of its own. */
  behind(caseId: string): Promise<HouseholdBehind | undefined>;
  /** Keeps who has an interest, if nothing of the household changed since it was read: no award can miss it. */
  keep(household: HouseholdClaims): Promise<{ readonly kind: "kept" | "householdMoved" }>;
  /** The ids of cases, or of awards without a case, that are hidden from this person. */
  barredFrom(personId: string, things: readonly OfHousehold[]): Promise<ReadonlySet<string>>;
};

export const dynamoInterests = (table: Table): Interests => ({
  async behind(caseId) {
    const head = await findItem(table, "case", caseKey(caseId));
    const award = head ? undefined : await queryOne(table, casePartition(caseId), "AWARD#", "first");
    const householdId = head?.householdId ?? (award && readItem("award", award).householdId);
    if (householdId === undefined) return undefined;
    const household = await findHousehold(table, householdId);
    return { household, ...(head && { case: head }) };
  },

  async keep(household) {
    const key = householdKey(household.householdId);
    const { pk: _, sk: __, ...fields } = writeItem("household", key, { ...household, version: household.version + 1 });
    const names = Object.keys(fields);
    // An application changes safe contact without a new version: what stands is not written over.
    const sets = names.map((name) => (name === "contact" ? "contact = if_not_exists(contact, :contact)" : `${name} = :${name}`));
    const committed = await commit(table, {
      household: {
        Update: {
          TableName: table.name,
          Key: values(key),
          UpdateExpression: `SET ${sets.join(", ")}`,
          ConditionExpression: "attribute_not_exists(pk) OR version = :seen",
          ExpressionAttributeValues: {
            ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [`:${name}`, value])),
            ...values({ ":seen": household.version }),
          },
        },
      },
    });
    if (committed.kind === "committed") return { kind: "kept" };
    if (committed.by.household?.failed) return { kind: "householdMoved" };
    throw new Fault("caseNotChanged");
  },

  barredFrom: (personId, things) => barredAmong(table, personId, things),
});

/** The ids of cases, or of awards without a case, that are hidden from this person. The earliest interests are in a case only. */
export const barredAmong = async (table: Table, personId: string, things: readonly OfHousehold[]): Promise<ReadonlySet<string>> => {
  const keys = [...new Set(things.map(({ caseId }) => caseId))].map(caseKey);
  const ids = [...new Set(things.flatMap(({ householdId }) => householdId ?? []))];
  const items = await readMany(table, [...keys, ...ids.map(householdKey)]);
  const found = await followAll(table, ids, items);
  const households = new Set([...found].flatMap(([id, household]) => (barredFrom(household).includes(personId) ? id : [])));
  const cases = new Set(readItems("case", items).flatMap((head) => (isBarred(head, personId) ? head.caseId : [])));
  return new Set(
    things.filter(({ caseId, householdId = "" }) => cases.has(caseId) || households.has(householdId)).map(({ caseId }) => caseId),
  );
};
