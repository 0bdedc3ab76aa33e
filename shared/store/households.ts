import type { HouseholdClaims } from "../domain/household/household.ts";
import { noClaims } from "../domain/household/household.ts";
import { hasPart } from "../domain/household/parts.ts";
import { Fault } from "../fault.ts";
import { again, retry } from "../retry.ts";
import { findItem, type Item, readItem, readItems, type Table } from "./items.ts";
import { householdKey } from "./keys.ts";
import { readMany } from "./read-together.ts";

/**
 * The household that an id names now: itself, or the one that it is joined to. A household that is not joined costs no
 * further read. One that was split off between the reads is read again, so that no write aims at the wrong household.
 */
export const followJoins = async (table: Table, householdId: string, found: HouseholdClaims | undefined): Promise<HouseholdClaims> => {
  let first: HouseholdClaims | undefined = found;
  return retry<HouseholdClaims>(async () => {
    const read = first ?? (await findItem(table, "household", householdKey(householdId))) ?? noClaims(householdId);
    first = undefined;
    const now = await rootFrom(table, read);
    return hasPart(now, householdId) ? now : again;
  });
};

const rootFrom = async (table: Table, read: HouseholdClaims): Promise<HouseholdClaims> => {
  if (read.joinedTo === undefined) return read;
  const next = await findItem(table, "household", householdKey(read.joinedTo));
  if (!next) throw new Fault("itemUnreadable");
  return rootFrom(table, next);
};

export const findHousehold = async (table: Table, householdId: string): Promise<HouseholdClaims> =>
  followJoins(table, householdId, (await findItem(table, "household", householdKey(householdId))) ?? noClaims(householdId));

/** The household among items that were read together, followed where it is joined. */
export const householdAmong = (table: Table, householdId: string, items: readonly Item[]): Promise<HouseholdClaims> =>
  followJoins(table, householdId, readItems("household", items).find((one) => one.householdId === householdId) ?? noClaims(householdId));

/** The households that ids name now, each under the id that was asked for. An id without a record has no row. */
export const findHouseholds = async (table: Table, ids: readonly string[]): Promise<ReadonlyMap<string, HouseholdClaims>> => {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return new Map();
  return followAll(table, asked, await readMany(table, asked.map(householdKey)));
};

/** The same from items that were read together. */
export const followAll = async (
  table: Table,
  ids: readonly string[],
  items: readonly Item[],
): Promise<ReadonlyMap<string, HouseholdClaims>> => {
  const read = new Map(items.filter((item) => item.itemKind?.S === "household").map((item) => [item.pk?.S, readItem("household", item)]));
  const found = ids.flatMap((householdId) => {
    const one = read.get(householdKey(householdId).pk);
    return one ? [[householdId, one] as const] : [];
  });
  return new Map(
    await Promise.all(found.map(async ([householdId, one]) => [householdId, await followJoins(table, householdId, one)] as const)),
  );
};
