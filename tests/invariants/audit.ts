import { expect } from "vitest";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import type { Table } from "../../shared/store/items.ts";
import { everythingIn } from "../setup/table.ts";
import { awardTroubles } from "./audit/awards.ts";
import { caseTroubles } from "./audit/cases.ts";
import { destinationTroubles } from "./audit/destinations.ts";
import { type Everything, everythingFrom } from "./audit/everything.ts";
import { financeTroubles } from "./audit/finance.ts";
import { householdTroubles } from "./audit/households.ts";
import { itemTroubles } from "./audit/items.ts";
import { moneyTroubles, shardsBelowZero } from "./audit/money.ts";
import { payeeTroubles } from "./audit/payees.ts";
import { peopleTroubles } from "./audit/people.ts";
import { waitingListTroubles } from "./audit/waiting-lists.ts";

/** The faults, each as a sentence that names its place. */
const troublesIn = (everything: Everything, book: SchemeBook = shippedSchemes): readonly string[] => [
  ...moneyTroubles(everything),
  ...awardTroubles(everything),
  ...householdTroubles(everything, book),
  ...caseTroubles(everything),
  ...waitingListTroubles(everything),
  ...financeTroubles(everything),
  ...destinationTroubles(everything),
  ...payeeTroubles(everything),
  ...peopleTroubles(everything),
];

/** One wrong write shows in many places, and the first few of them say which it was. */
const mostTold = 10;

/** Recomputes everything from the ground up and compares the table with it. It must agree after any story. */
export const expectConsistent = async (table: Table, book: SchemeBook = shippedSchemes): Promise<void> => {
  const items = await everythingIn(table);
  const troubles = [...itemTroubles(items), ...troublesIn(everythingFrom(items), book)];
  expect(troubles, troubles.slice(0, mostTold).join("\n")).toEqual([]);
};

/** Must be true at every instant, also while others write: no bucket of any shard is below zero. */
export const expectNothingBelowZero = async (table: Table): Promise<void> => {
  expect(shardsBelowZero(everythingFrom(await everythingIn(table)).shards)).toEqual([]);
};
